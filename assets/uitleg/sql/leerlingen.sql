-- The pieces of enrolment of one person, over all schools, as known at P: whom a row about one pupil looks at.
SELECT i.brin6, i.leerling, i.persoon, i.klas, i.van, i.tot, i.reeks_van, i.startdatum, coalesce(i.hoofdinschrijving, false) AS hoofdinschrijving,
    i.plicht_van, i.plicht_tot
FROM school.kern.versie AS v
JOIN school.kern.inschrijving AS i ON i.peildatum = v.inschrijving_versie AND i.brin6 = v.brin6
WHERE v.peildatum = $peildatum AND i.persoon IN (
    SELECT e.persoon
    FROM school.kern.versie AS w
    JOIN school.kern.inschrijving AS e ON e.peildatum = w.inschrijving_versie AND e.brin6 = w.brin6
    WHERE w.peildatum = $peildatum AND e.leerling = $leerling
)
ORDER BY i.van, i.brin6
