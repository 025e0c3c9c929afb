-- @sleutel: brin6, levering_id
-- The attendance deliveries known at P that count: read, not a repeat of an earlier one. One row a delivery (its files together).
SELECT
    $peildatum::DATE AS peildatum,
    l.brin6,
    l.levering_id,
    min(l.peildatum) AS bekend_op,
    l.van,
    l.tot,
    max(l.volgorde) AS volgorde,
    max(l.ontvangen_op)::DATE AS ontvangen_datum
FROM school.bron.levering AS l
JOIN school.bron.ontvangst AS o ON o.bestand_id = l.bestand_id AND o.peildatum = l.peildatum
WHERE l.soort = 'verzuim' AND l.peildatum <= $peildatum AND NOT l.herhaald AND o.uitkomst = 'verwerkt'
GROUP BY l.brin6, l.levering_id, l.van, l.tot
