-- The first schooldag of one school from a date on, as known at P.
SELECT min(d.datum)
FROM school.kern.versie AS v
JOIN school.kern.schooldag AS d ON d.peildatum = v.inschrijving_versie AND d.brin6 = v.brin6
WHERE v.peildatum = $peildatum AND v.brin6 = $brin6 AND d.datum >= $van::DATE
