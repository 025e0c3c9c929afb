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
    SELECT i.brin6, i.leerling, i.persoon, i.klas
    FROM leerplicht.kern.versie AS v
    JOIN leerplicht.kern.inschrijving AS i ON i.peildatum = v.inschrijving_versie AND i.brin6 = v.brin6
    WHERE v.peildatum = $peildatum AND i.in_gemeente
    QUALIFY row_number() OVER (
        PARTITION BY i.brin6, i.leerling
        ORDER BY ($peildatum::DATE BETWEEN i.van AND i.tot) DESC, i.startdatum DESC, i.van DESC
    ) = 1
),
-- A report belongs to the pupil of its school whose pgn it names; only when no pupil of any school has that pgn to its leerlingnummer
-- (aanlevering.md §1, gemeente: by pgn first), so that a report on another child never hides a duty.
persoon AS (
    SELECT DISTINCT i.persoon
    FROM leerplicht.kern.versie AS v
    JOIN leerplicht.kern.inschrijving AS i ON i.peildatum = v.inschrijving_versie AND i.brin6 = v.brin6
    WHERE v.peildatum = $peildatum
),
gemeld AS (
    SELECT 'LRV' AS soort, meldingsnummer, brin6, leerling, persoon, begindatum, einddatum
    FROM leerplicht.kern.lrv_melding
    WHERE peildatum = $peildatum
    UNION ALL
    SELECT 'V3', meldingsnummer, brin6, leerling, persoon, begindatum, einddatum
    FROM leerplicht.publicatie.v3
    WHERE peildatum = $peildatum AND melddatum <= $peildatum::DATE
),
melding AS (
    SELECT m.soort, m.meldingsnummer, m.brin6, m.begindatum, coalesce(m.einddatum, DATE '9999-12-31') AS tot, l.leerling, l.klas
    FROM gemeld AS m
    JOIN leerling AS l ON l.brin6 = m.brin6 AND l.persoon = m.persoon
    UNION ALL
    SELECT m.soort, m.meldingsnummer, m.brin6, m.begindatum, coalesce(m.einddatum, DATE '9999-12-31'), l.leerling, l.klas
    FROM gemeld AS m
    JOIN leerling AS l ON l.brin6 = m.brin6 AND l.leerling = m.leerling
    ANTI JOIN persoon AS p ON p.persoon = m.persoon
),
venster AS (
    SELECT brin6, min(maandag) AS van
    FROM (SELECT * FROM leerplicht.kern.lesweek WHERE peildatum = $peildatum QUALIFY row_number() OVER (PARTITION BY brin6 ORDER BY lesweek DESC) <= $venster_16u4w::INTEGER) AS w
    GROUP BY brin6
)
SELECT $peildatum::DATE AS peildatum, brin6, leerling, zaaknummer, klas,
    CASE signaal WHEN 'verzuim_16u4w' THEN 'niet_gemeld' ELSE signaal END AS punt, sinds, NULL::VARCHAR AS meldingsnummer
FROM nu
WHERE (signaal = 'verzuim_16u4w' AND meldingsnummer IS NULL) OR signaal IN ('lrv', 'absoluut', 'geen_inschrijving', 'vrijstelling_verloopt')
UNION ALL
SELECT $peildatum::DATE, n.brin6, n.leerling, NULL, n.klas, 'lrv_zonder_melding', n.sinds, NULL
FROM nu AS n
ANTI JOIN melding AS m ON m.soort = 'LRV' AND m.brin6 = n.brin6 AND m.leerling = n.leerling AND m.tot >= n.sinds
WHERE n.signaal = 'lrv'
UNION ALL
SELECT $peildatum::DATE, m.brin6, m.leerling, NULL, m.klas, 'melding_zonder_overschrijding', m.begindatum, m.meldingsnummer
FROM melding AS m
JOIN venster AS w ON w.brin6 = m.brin6
ANTI JOIN gevonden AS n ON n.meldingsnummer = m.meldingsnummer
WHERE m.soort = 'V3' AND m.tot >= w.van
