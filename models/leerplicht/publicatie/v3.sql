-- @sleutel: meldingsnummer
-- The V3 reports (16 hours in 4 weeks) that schools made and did not withdraw, as leerplicht has them at P.
SELECT
    $peildatum::DATE AS peildatum,
    m.meldingsnummer, m.pgn_persoon AS persoon, m.brin6, m.leerling, m.begindatum, m.einddatum, m.melddatum, m.status
FROM leerplicht.kern.snapshot AS s
JOIN leerplicht.bron.melding AS m ON m.levering_id = s.levering_id
WHERE s.peildatum = $peildatum AND s.soort = 'meldingen' AND m.soort = 'V3' AND m.status <> 'I'
