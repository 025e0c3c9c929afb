-- @sleutel: brin6, leerling, punt
-- The work of leerplicht at P: crossings of 16 hours without a report, long runs, and long runs without an LRV report.
-- `uiterlijk` (five weekdays after einddatum) is worked out by the writer (models/kalender_nl.py).
SELECT $peildatum::DATE AS peildatum, s.brin6, s.leerling, s.klas, 'niet_gemeld' AS punt, s.sinds, NULL::VARCHAR AS meldingsnummer
FROM leerplicht.kern.signaal AS s
WHERE s.peildatum = $peildatum AND s.signaal = 'verzuim_16u4w' AND s.status <> 'vervallen' AND s.meldingsnummer IS NULL
UNION ALL
SELECT $peildatum::DATE, s.brin6, s.leerling, s.klas, 'lrv', s.sinds, NULL
FROM leerplicht.kern.signaal AS s
WHERE s.peildatum = $peildatum AND s.signaal = 'lrv' AND s.status <> 'vervallen'
UNION ALL
SELECT $peildatum::DATE, s.brin6, s.leerling, s.klas, 'lrv_zonder_melding', s.sinds, NULL
FROM leerplicht.kern.signaal AS s
ANTI JOIN leerplicht.kern.lrv_melding AS m
    ON m.peildatum = s.peildatum AND m.brin6 = s.brin6 AND coalesce(m.einddatum, DATE '9999-12-31') >= s.sinds
    AND (m.leerling = s.leerling OR m.persoon = s.persoon)
WHERE s.peildatum = $peildatum AND s.signaal = 'lrv' AND s.status <> 'vervallen'
