-- @sleutel: bestand_id
-- Every file that schools delivered, known at P, with what became of its rows as judged at P: ontvangen = geaccepteerd + quarantaine + genegeerd.
WITH uitvallers AS (
    SELECT bestand_id, uitkomst FROM school.bron.afwijzing WHERE peildatum <= $peildatum
    UNION ALL
    SELECT bestand_id, uitkomst
    FROM school.kern.oordeel
    WHERE peildatum <= $peildatum AND (tot_peildatum IS NULL OR tot_peildatum > $peildatum)
),
telling AS (
    SELECT bestand_id, count(*) FILTER (uitkomst = 'quarantaine') AS quarantaine, count(*) FILTER (uitkomst = 'genegeerd') AS genegeerd
    FROM uitvallers
    GROUP BY bestand_id
),
eerste AS (
    SELECT l.brin6, l.soort, l.sha256, max(o.ontvangen) AS ontvangen
    FROM school.bron.levering AS l
    JOIN school.bron.ontvangst AS o ON o.bestand_id = l.bestand_id AND o.peildatum = l.peildatum
    WHERE l.peildatum <= $peildatum AND NOT l.herhaald
    GROUP BY l.brin6, l.soort, l.sha256
)
SELECT
    $peildatum::DATE AS peildatum, l.bestand_id, l.brin6, l.soort, l.bestand, l.sha256, l.ontvangen_op, l.van, l.tot, l.peildatum AS bekend_op,
    CASE WHEN l.herhaald THEN 'herhaald' ELSE o.uitkomst END AS uitkomst,
    o.reden,
    CASE WHEN l.herhaald THEN coalesce(e.ontvangen, 0) ELSE coalesce(o.ontvangen, 0) END AS ontvangen,
    CASE WHEN l.herhaald OR o.uitkomst <> 'verwerkt' THEN 0
        ELSE o.ontvangen - coalesce(t.quarantaine, 0) - coalesce(t.genegeerd, 0) END AS geaccepteerd,
    CASE WHEN l.herhaald THEN 0 ELSE coalesce(t.quarantaine, 0) END AS quarantaine,
    CASE WHEN l.herhaald THEN coalesce(e.ontvangen, 0) ELSE coalesce(t.genegeerd, 0) END AS genegeerd,
    CASE WHEN l.herhaald THEN 0 ELSE coalesce(o.geweigerd, 0) END AS geweigerd,
    coalesce(o.kolommen_weg, '') AS kolommen_weg,
    coalesce(o.kolommen_mis, '') AS kolommen_mis
FROM school.bron.levering AS l
LEFT JOIN school.bron.ontvangst AS o ON o.bestand_id = l.bestand_id AND o.peildatum = l.peildatum
LEFT JOIN telling AS t ON t.bestand_id = l.bestand_id
LEFT JOIN eerste AS e ON e.brin6 IS NOT DISTINCT FROM l.brin6 AND e.soort = l.soort AND e.sha256 = l.sha256
WHERE l.peildatum <= $peildatum
