-- Where one school stands on day L, as known at P, and in which unit the pupil's hours are counted.
SELECT p.k, p.van_1, p.van_2, p.van_4, p.van_8, p.van_12, p.jaar_van, p.schooljaar, p.week_in_jaar, e.uurmaat, e.dagdelen, e.reeks_van, e.klas
FROM school.kern.peil AS p
LEFT JOIN school.kern.leerlingpeil AS e ON e.peildatum = p.peildatum AND e.l = p.l AND e.brin6 = p.brin6 AND e.leerling = $leerling
WHERE p.peildatum = $peildatum AND p.l = $l::DATE AND p.brin6 = $brin6
