-- Files and accepted rows per kind and school, received up to a moment (null: all).
WITH alle AS (
    SELECT bestand_id, brin6, soort, ontvangen_op, herhaald FROM school.bron.levering
    UNION ALL
    SELECT bestand_id, brin6, soort, ontvangen_op, herhaald FROM leerplicht.bron.levering
),
gelezen AS (
    SELECT bestand_id, uitkomst, ontvangen FROM school.bron.ontvangst
    UNION ALL
    SELECT bestand_id, uitkomst, ontvangen FROM leerplicht.bron.ontvangst
)
SELECT
    a.soort,
    coalesce(a.brin6, 'gemeente') AS school,
    count(*) AS bestanden,
    count(*) FILTER (g.uitkomst = 'geweigerd') AS geweigerd,
    count(*) FILTER (a.herhaald) AS herhaald,
    coalesce(sum(g.ontvangen) FILTER (NOT a.herhaald), 0)::BIGINT AS regels,
    max(a.ontvangen_op) AS laatst_ontvangen
FROM alle AS a
LEFT JOIN gelezen AS g ON g.bestand_id = a.bestand_id
WHERE $op::TIMESTAMP IS NULL OR a.ontvangen_op <= $op::TIMESTAMP
GROUP BY ALL
ORDER BY ALL
