-- @sleutel: brin6, leerling, volgnummer
-- Door school -> leerplicht, decisions: besluit, vervolg, datum of rows about an L signal or with wie = leerplicht; nothing else of the reviews.
-- volgnummer counts anew here: the number of the school room would tell how many other decisions there are about the pupil.
SELECT $peildatum::DATE AS peildatum, b.brin6, k.leerplicht_leerling AS leerling, b.besluit, b.vervolg, b.datum,
    row_number() OVER (PARTITION BY b.brin6, b.leerling ORDER BY b.volgnummer)::INTEGER AS volgnummer
FROM school.kern.bespreking AS b
JOIN kluis.kern.leerling AS k ON k.school_leerling = b.leerling AND k.peildatum <= $peildatum
WHERE b.peildatum = $peildatum AND (list_contains($leerplichtsignalen::VARCHAR[], b.signaal) OR b.wie = 'leerplicht')
