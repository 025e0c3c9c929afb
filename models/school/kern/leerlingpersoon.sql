-- @soort: zicht
-- @sleutel: brin6, leerling
-- The person behind the number of each pupil who is or was enrolled at a school, as known at P.
SELECT v.peildatum, i.brin6, i.leerling, any_value(i.persoon) AS persoon
FROM school.kern.versie AS v
JOIN school.kern.inschrijving AS i ON i.peildatum = v.inschrijving_versie AND i.brin6 = v.brin6
GROUP BY v.peildatum, i.brin6, i.leerling
