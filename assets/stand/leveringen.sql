-- Files and accepted rows per kind and school of one room, received up to a moment (null: all).
SELECT
    l.soort,
    coalesce(l.brin6, 'gemeente') AS school,
    count(*) AS bestanden,
    count(*) FILTER (o.uitkomst = 'geweigerd') AS geweigerd,
    count(*) FILTER (l.herhaald) AS herhaald,
    coalesce(sum(o.ontvangen) FILTER (NOT l.herhaald), 0)::BIGINT AS regels,
    max(l.ontvangen_op) AS laatst_ontvangen
FROM {kamer}.bron.levering AS l
LEFT JOIN {kamer}.bron.ontvangst AS o ON o.bestand_id = l.bestand_id
WHERE $op::TIMESTAMP IS NULL OR l.ontvangen_op <= $op::TIMESTAMP
GROUP BY ALL
