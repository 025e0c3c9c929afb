-- @sleutel: brin6, leerling, meldingsnummer
-- Door leerplicht -> school: per pupil and V3 report begin, end, melddatum, number, status; withdrawn reports (I) stay behind.
-- A report belongs to the pupil of its school whose pgn it names; only when no pupil of any school has that pgn to brin6 + leerlingnummer
-- (aanlevering.md §1, gemeente: by pgn first), so that a report on another child never hides a duty.
WITH met_pgn AS (
    SELECT DISTINCT m.meldingsnummer, m.brin6 AS melder, i.brin6, i.leerling
    FROM leerplicht.publicatie.v3 AS m
    JOIN kluis.kern.persoon AS p ON p.leerplicht_persoon = m.persoon
    JOIN school.kern.versie AS v ON v.peildatum = $peildatum
    JOIN school.kern.inschrijving AS i ON i.peildatum = v.inschrijving_versie AND i.brin6 = v.brin6 AND i.persoon = p.school_persoon
    WHERE m.peildatum = $peildatum AND p.peildatum <= $peildatum
),
per_pgn AS (
    SELECT meldingsnummer, leerling FROM met_pgn WHERE brin6 = melder
),
per_nummer AS (
    SELECT DISTINCT m.meldingsnummer, k.school_leerling AS leerling
    FROM leerplicht.publicatie.v3 AS m
    JOIN kluis.kern.leerling AS k ON k.leerplicht_leerling = m.leerling
    WHERE m.peildatum = $peildatum AND k.peildatum <= $peildatum
        AND m.meldingsnummer NOT IN (SELECT meldingsnummer FROM met_pgn)
)
SELECT $peildatum::DATE AS peildatum, m.brin6, n.leerling, m.meldingsnummer, m.begindatum, m.einddatum, m.melddatum, m.status
FROM leerplicht.publicatie.v3 AS m
JOIN (SELECT * FROM per_pgn UNION ALL SELECT * FROM per_nummer) AS n ON n.meldingsnummer = m.meldingsnummer
WHERE m.peildatum = $peildatum
