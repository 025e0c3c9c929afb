-- @sleutel: signaal, wie
-- @kolommen: peildatum DATE, wie VARCHAR, brin6 VARCHAR, leerling BIGINT, zaaknummer VARCHAR, signaal VARCHAR, sinds DATE, teller BIGINT, noemer BIGINT, eenheid VARCHAR, status VARCHAR
-- Those signals with their status against P - 7: nieuw, blijft, and vervallen once for what was given then and is not now (regels.md §4,
-- Status). Who no longer lives in a gemeente of these lists simply has no row any more.
WITH nu AS (
    SELECT * FROM leerplicht.signaal.stand WHERE peildatum = $peildatum
),
vorige AS (
    SELECT * FROM leerplicht.signaal.uitkomst WHERE peildatum = $vorige_peildatum::DATE AND status <> 'vervallen'
),
elders AS (
    SELECT i.brin6, i.leerling
    FROM leerplicht.kern.versie AS v
    JOIN leerplicht.kern.inschrijving AS i ON i.peildatum = v.inschrijving_versie AND i.brin6 = v.brin6
    WHERE v.peildatum = $peildatum AND NOT i.in_gemeente
)
SELECT
    $peildatum::DATE AS peildatum, n.wie, n.brin6, n.leerling, n.zaaknummer, n.signaal, n.sinds, n.teller, n.noemer, n.eenheid,
    CASE WHEN v.wie IS NULL THEN 'nieuw' ELSE 'blijft' END AS status
FROM nu AS n
LEFT JOIN vorige AS v ON v.wie = n.wie AND v.signaal = n.signaal
UNION ALL
SELECT
    $peildatum::DATE AS peildatum, v.wie, v.brin6, v.leerling, v.zaaknummer, v.signaal, v.sinds, v.teller, v.noemer, v.eenheid, 'vervallen' AS status
FROM vorige AS v
ANTI JOIN nu AS n ON n.wie = v.wie AND n.signaal = v.signaal
ANTI JOIN elders AS e ON e.brin6 = v.brin6 AND e.leerling = v.leerling
