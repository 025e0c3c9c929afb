-- @sleutel: punt, sinds
-- @sleutel_leeg: brin6, leerling, zaaknummer, meldingsnummer
-- The work of leerplicht at P, reconciled both ways: crossings of 16 hours without a report, reports (V3) of the last 4 lesweken in which the school's
-- data show no crossing, long runs, long runs without an LRV report, absoluut, no enrolment, and exemptions that end.
-- `uiterlijk` (five weekdays after einddatum) is worked out by the writer (models/kalender_nl.py).
WITH nu AS (
    SELECT * FROM leerplicht.publicatie.signaal WHERE peildatum = $peildatum AND status <> 'vervallen'
),
-- Reports that a crossing named, now or when that crossing was the newest of its pupil.
gevonden AS (
    SELECT DISTINCT meldingsnummer
    FROM leerplicht.publicatie.signaal
    WHERE peildatum >= $horizon_van::DATE AND peildatum <= $peildatum AND meldingsnummer IS NOT NULL
),
leerling AS (
    SELECT DISTINCT i.brin6, i.leerling, i.persoon
    FROM leerplicht.kern.versie AS v
    JOIN leerplicht.kern.inschrijving AS i ON i.peildatum = v.inschrijving_versie AND i.brin6 = v.brin6
    WHERE v.peildatum = $peildatum AND i.in_gemeente
),
lrv_gemeld AS (
    SELECT l.brin6, l.leerling, coalesce(m.einddatum, DATE '9999-12-31') AS tot
    FROM leerplicht.kern.lrv_melding AS m
    JOIN leerling AS l ON l.brin6 = m.brin6 AND l.leerling = m.leerling
    WHERE m.peildatum = $peildatum
    UNION
    SELECT l.brin6, l.leerling, coalesce(m.einddatum, DATE '9999-12-31') AS tot
    FROM leerplicht.kern.lrv_melding AS m
    JOIN leerling AS l ON l.brin6 = m.brin6 AND l.persoon = m.persoon
    WHERE m.peildatum = $peildatum
),
venster AS (
    SELECT brin6, min(maandag) AS van
    FROM (SELECT * FROM leerplicht.kern.lesweek WHERE peildatum = $peildatum QUALIFY row_number() OVER (PARTITION BY brin6 ORDER BY lesweek DESC) <= $venster_16u4w::INTEGER) AS w
    GROUP BY brin6
),
v3 AS (
    SELECT m.meldingsnummer, m.brin6, m.begindatum, l.leerling
    FROM leerplicht.publicatie.v3 AS m
    JOIN venster AS w ON w.brin6 = m.brin6
    JOIN leerling AS l ON l.brin6 = m.brin6 AND l.persoon = m.persoon
    WHERE m.peildatum = $peildatum AND m.melddatum <= $peildatum::DATE AND coalesce(m.einddatum, DATE '9999-12-31') >= w.van
    UNION
    SELECT m.meldingsnummer, m.brin6, m.begindatum, l.leerling
    FROM leerplicht.publicatie.v3 AS m
    JOIN venster AS w ON w.brin6 = m.brin6
    JOIN leerling AS l ON l.brin6 = m.brin6 AND l.leerling = m.leerling
    WHERE m.peildatum = $peildatum AND m.persoon IS NULL AND m.melddatum <= $peildatum::DATE AND coalesce(m.einddatum, DATE '9999-12-31') >= w.van
)
SELECT $peildatum::DATE AS peildatum, brin6, leerling, zaaknummer, klas,
    CASE signaal WHEN 'verzuim_16u4w' THEN 'niet_gemeld' ELSE signaal END AS punt, sinds, NULL::VARCHAR AS meldingsnummer
FROM nu
WHERE (signaal = 'verzuim_16u4w' AND meldingsnummer IS NULL) OR signaal IN ('lrv', 'absoluut', 'geen_inschrijving', 'vrijstelling_verloopt')
UNION ALL
SELECT $peildatum::DATE, n.brin6, n.leerling, NULL, n.klas, 'lrv_zonder_melding', n.sinds, NULL
FROM nu AS n
ANTI JOIN lrv_gemeld AS m ON m.brin6 = n.brin6 AND m.leerling = n.leerling AND m.tot >= n.sinds
WHERE n.signaal = 'lrv'
UNION ALL
SELECT $peildatum::DATE, m.brin6, m.leerling, NULL, k.klas, 'melding_zonder_overschrijding', m.begindatum, m.meldingsnummer
FROM v3 AS m
LEFT JOIN leerplicht.kern.plek AS k ON k.peildatum = $peildatum AND k.brin6 = m.brin6 AND k.leerling = m.leerling
ANTI JOIN gevonden AS n ON n.meldingsnummer = m.meldingsnummer
