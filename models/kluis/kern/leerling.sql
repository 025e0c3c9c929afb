-- @sleutel: school_leerling
-- @kolommen: peildatum DATE, brin6 VARCHAR, leerlingnummer VARCHAR, school_leerling BIGINT, leerplicht_leerling BIGINT
-- A pupil of one school: his keys in the rooms, and the leerlingnummer. Partition P holds who was first seen at P. No names here.
SELECT DISTINCT $peildatum::DATE AS peildatum, b.brin6, b.leerlingnummer, b.school_leerling, b.leerplicht_leerling
FROM kluis.bron.leerling AS b
ANTI JOIN (SELECT * FROM kluis.kern.leerling WHERE peildatum < $peildatum) AS e ON e.school_leerling = b.school_leerling
WHERE b.peildatum = $peildatum
