-- @sleutel: brin6, leerling, signaal
-- @kolommen: peildatum DATE, brin6 VARCHAR, leerling BIGINT, signaal VARCHAR, sinds DATE, teller BIGINT, noemer BIGINT, eenheid VARCHAR, begindatum DATE, meldingsnummer VARCHAR, grensgeval BOOLEAN, status VARCHAR
-- The signals of P with their status against P - 7 (regels.md §4, Status and When data is missing).
-- nieuw: given now and not at P-7 (or a verzuim_16u4w whose begindatum lies after the sinds of P-7). blijft: in both. What was given at P-7
-- (repeated rows included) and is not now: no row when the other afwezig_* took its place; uitgeschreven when no longer enrolled here on P;
-- gegevens_ontbreken while a lesweek of its window was not delivered; ingetrokken when the lessons up to P-7, as known now, no longer give
-- it; else opgelost. Those three keep sinds and waarde of P-7 and come once.
WITH nu AS (
    SELECT * FROM school.signaal.stand WHERE peildatum = $peildatum AND l = $peildatum::DATE
),
toen AS (
    SELECT brin6, leerling, signaal FROM school.signaal.stand WHERE peildatum = $peildatum AND l = $vorige_peildatum::DATE
),
vorige AS (
    SELECT *
    FROM school.signaal.uitkomst
    WHERE peildatum = $vorige_peildatum::DATE AND status IN ('nieuw', 'blijft', 'gegevens_ontbreken')
),
ingeschreven AS (
    SELECT i.brin6, i.leerling
    FROM school.kern.versie AS v
    JOIN school.kern.inschrijving AS i ON i.peildatum = v.inschrijving_versie AND i.brin6 = v.brin6
    WHERE v.peildatum = $peildatum AND $peildatum::DATE BETWEEN i.van AND i.tot
),
gaten AS (
    SELECT brin6, gaten_1, gaten_2, gaten_4, gaten_8, gaten_12, gaten_start, gaten_jaar
    FROM school.kern.peil
    WHERE peildatum = $peildatum AND l = $peildatum::DATE
),
weg AS (
    SELECT
        v.*,
        CASE
            WHEN list_contains($venster_1::VARCHAR[], v.signaal) THEN g.gaten_1
            WHEN list_contains($venster_2::VARCHAR[], v.signaal) THEN g.gaten_2
            WHEN list_contains($venster_4::VARCHAR[], v.signaal) THEN g.gaten_4
            WHEN list_contains($venster_8::VARCHAR[], v.signaal) THEN g.gaten_8
            WHEN list_contains($venster_12::VARCHAR[], v.signaal) THEN g.gaten_12
            WHEN list_contains($venster_start::VARCHAR[], v.signaal) THEN g.gaten_start
            WHEN list_contains($venster_jaar::VARCHAR[], v.signaal) THEN g.gaten_jaar
            ELSE 0
        END AS gaten
    FROM vorige AS v
    LEFT JOIN gaten AS g ON g.brin6 = v.brin6
    ANTI JOIN nu AS n ON n.brin6 = v.brin6 AND n.leerling = v.leerling AND n.signaal = v.signaal
    ANTI JOIN (SELECT * FROM nu WHERE signaal IN ('afwezig_10', 'afwezig_20')) AS a
        ON a.brin6 = v.brin6 AND a.leerling = v.leerling AND v.signaal IN ('afwezig_10', 'afwezig_20')
)
SELECT
    $peildatum::DATE AS peildatum,
    n.brin6, n.leerling, n.signaal, n.sinds, n.teller, n.noemer, n.eenheid, n.begindatum, n.meldingsnummer, n.grensgeval,
    CASE
        WHEN v.leerling IS NULL THEN 'nieuw'
        WHEN n.signaal = 'verzuim_16u4w' AND n.begindatum > v.sinds THEN 'nieuw'
        ELSE 'blijft'
    END AS status
FROM nu AS n
LEFT JOIN vorige AS v ON v.brin6 = n.brin6 AND v.leerling = n.leerling AND v.signaal = n.signaal
UNION ALL
SELECT
    $peildatum::DATE AS peildatum,
    w.brin6, w.leerling, w.signaal, w.sinds, w.teller, w.noemer, w.eenheid, w.begindatum, w.meldingsnummer, w.grensgeval,
    CASE
        WHEN i.leerling IS NULL THEN 'uitgeschreven'
        WHEN w.gaten > 0 THEN 'gegevens_ontbreken'
        WHEN t.leerling IS NULL THEN 'ingetrokken'
        ELSE 'opgelost'
    END AS status
FROM weg AS w
LEFT JOIN ingeschreven AS i ON i.brin6 = w.brin6 AND i.leerling = w.leerling
LEFT JOIN toen AS t ON t.brin6 = w.brin6 AND t.leerling = w.leerling AND t.signaal = w.signaal
