-- @sleutel: school_persoon
-- @kolommen: peildatum DATE, school_persoon BIGINT, leerplicht_persoon BIGINT, kluis_persoon BIGINT
-- A person (with a pgn, or a pupil without one): the keys in the rooms. A key alone tells nothing, so it stands at the first Sunday that is looked
-- back at, whenever the person was delivered: each partition holds all that were stored when it was made and no earlier one has.
SELECT DISTINCT $peildatum::DATE AS peildatum, b.school_persoon, b.leerplicht_persoon, b.kluis_persoon
FROM kluis.bron.persoon AS b
ANTI JOIN (SELECT * FROM kluis.kern.persoon WHERE peildatum < $peildatum) AS e ON e.school_persoon = b.school_persoon
WHERE b.peildatum <= $peildatum
