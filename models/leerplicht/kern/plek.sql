-- @sleutel: brin6, leerling
-- The newest enrolment of each person that began on or before P: open, else latest einddatum, then latest startdatum (regels.md §4 A). To its school go
-- the rows that need no enrolment. Rows that touch or overlap are one enrolment, with one end. Without a pgn a pupil is a person of its own.
WITH stukken AS (
    SELECT i.*, coalesce(i.van > lag(i.tot) OVER (PARTITION BY i.brin6, i.leerling ORDER BY i.van) + 1, true) AS begint
    FROM leerplicht.kern.versie AS v
    JOIN leerplicht.kern.inschrijving AS i ON i.peildatum = v.inschrijving_versie AND i.brin6 = v.brin6
    WHERE v.peildatum = $peildatum AND i.startdatum <= $peildatum::DATE
),
genummerd AS (
    SELECT *, count(*) FILTER (begint) OVER (PARTITION BY brin6, leerling ORDER BY van) AS reeks FROM stukken
),
inschrijving AS (
    SELECT
        *,
        max(tot) OVER (PARTITION BY brin6, leerling, reeks) AS reeks_tot,
        first_value(startdatum) OVER (PARTITION BY brin6, leerling, reeks ORDER BY tot DESC) AS laatste_startdatum
    FROM genummerd
)
SELECT
    $peildatum::DATE AS peildatum, i.persoon, i.heeft_pgn, i.brin6, i.leerling, i.klas, i.tot, i.bestemming_brin6, i.in_gemeente,
    $peildatum::DATE BETWEEN i.plicht_van AND i.plicht_tot AS plicht
FROM inschrijving AS i
WHERE i.van <= $peildatum::DATE
QUALIFY row_number() OVER (PARTITION BY i.persoon ORDER BY i.reeks_tot DESC, i.laatste_startdatum DESC, i.brin6 DESC, i.van DESC) = 1
