-- @sleutel: brin6, leerling, volgnummer
-- Door school -> leerplicht, decisions: besluit, vervolg, datum of rows about an L signal or with wie = leerplicht; nothing else of the reviews.
SELECT $peildatum::DATE AS peildatum, b.brin6, k.leerplicht_leerling AS leerling, b.besluit, b.vervolg, b.datum, b.volgnummer
FROM school.kern.bespreking AS b
JOIN kluis.kern.leerling AS k ON k.school_leerling = b.leerling AND k.peildatum <= $peildatum
WHERE b.peildatum = $peildatum AND (b.signaal IN ('verzuim_16u4w', 'luxeverzuim', 'lrv') OR b.wie = 'leerplicht')
