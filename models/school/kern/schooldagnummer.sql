-- @soort: zicht
-- @sleutel: brin6, datum
-- @sleutel_week: datum
-- The schooldagen of each school as known at P, numbered in order, so that terms of so many schooldagen can be counted.
SELECT v.peildatum, d.brin6, d.datum, row_number() OVER (PARTITION BY v.peildatum, d.brin6 ORDER BY d.datum) AS nummer
FROM school.kern.versie AS v
JOIN school.kern.schooldag AS d ON d.peildatum = v.inschrijving_versie AND d.brin6 = v.brin6
