-- @sleutel: brin6, leerling, maandag
-- Door school -> leerplicht: ongeoorloofd missed minutes per lesweek of pupils with an L row (school.publicatie.weekminuten_l).
SELECT $peildatum::DATE AS peildatum, w.brin6, k.leerplicht_leerling AS leerling, w.maandag, w.ong_min
FROM school.publicatie.weekminuten_l AS w
JOIN kluis.kern.leerling AS k ON k.school_leerling = w.leerling AND k.peildatum <= $peildatum
WHERE w.peildatum = $peildatum
