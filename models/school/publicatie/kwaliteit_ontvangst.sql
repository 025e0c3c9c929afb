-- @sleutel: brin6, bekend_op
-- What a school delivered per Sunday at which it became known, with what became of the rows as judged at P: the course of its deliveries in
-- the schooljaar of P. A file that came before (herhaald) is no new delivery.
SELECT
    $peildatum::DATE AS peildatum,
    brin6,
    bekend_op,
    count(*) FILTER (uitkomst = 'verwerkt')::INTEGER AS bestanden,
    count(*) FILTER (uitkomst = 'geweigerd')::INTEGER AS geweigerd,
    coalesce(sum(ontvangen) FILTER (uitkomst = 'verwerkt'), 0)::BIGINT AS ontvangen,
    coalesce(sum(geaccepteerd) FILTER (uitkomst = 'verwerkt'), 0)::BIGINT AS geaccepteerd,
    coalesce(sum(quarantaine) FILTER (uitkomst = 'verwerkt'), 0)::BIGINT AS quarantaine,
    coalesce(sum(genegeerd) FILTER (uitkomst = 'verwerkt'), 0)::BIGINT AS genegeerd
FROM school.publicatie.opname
WHERE peildatum = $peildatum AND brin6 IS NOT NULL AND uitkomst <> 'herhaald' AND bekend_op >= make_date($schooljaar::BIGINT, 8, 1)
GROUP BY brin6, bekend_op
