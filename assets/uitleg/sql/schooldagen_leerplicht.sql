-- The schooldagen of one school after a date up to P, as leerplicht knows them.
SELECT d.datum
FROM leerplicht.kern.versie AS v
JOIN leerplicht.kern.schooldag AS d ON d.peildatum = v.inschrijving_versie AND d.brin6 = v.brin6
WHERE v.peildatum = $peildatum AND v.brin6 = $brin6 AND d.datum > $na::DATE AND d.datum <= $peildatum::DATE
ORDER BY d.datum
