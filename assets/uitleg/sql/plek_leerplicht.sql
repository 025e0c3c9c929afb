-- The newest enrolment of a pupil as leerplicht knows it at P.
SELECT persoon, tot, bestemming_brin6
FROM leerplicht.kern.plek
WHERE peildatum = $peildatum AND brin6 = $brin6 AND leerling = $leerling
