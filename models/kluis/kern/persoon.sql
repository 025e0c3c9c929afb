-- @sleutel: school_persoon
-- @kolommen: peildatum DATE, school_persoon BIGINT, leerplicht_persoon BIGINT, kluis_persoon BIGINT
-- A person with a pgn: the keys in the rooms. Partition P holds who was first seen at P.
SELECT DISTINCT $peildatum::DATE AS peildatum, b.school_persoon, b.leerplicht_persoon, b.kluis_persoon
FROM kluis.bron.persoon AS b
ANTI JOIN (SELECT * FROM kluis.kern.persoon WHERE peildatum < $peildatum) AS e ON e.school_persoon = b.school_persoon
WHERE b.peildatum = $peildatum
