-- @sleutel: meldingsnummer
-- LRV reports that schools made and did not withdraw, as known at P.
SELECT $peildatum::DATE AS peildatum, m.meldingsnummer, m.brin6, m.leerling, m.pgn_persoon AS persoon, m.begindatum, m.einddatum
FROM leerplicht.kern.snapshot AS s
JOIN leerplicht.bron.melding AS m ON m.levering_id = s.levering_id
WHERE s.peildatum = $peildatum AND s.soort = 'meldingen' AND m.soort = 'LRV' AND m.status <> 'I' AND m.melddatum <= $peildatum::DATE
