-- @sleutel: soort
-- The gemeente files in force at P: per kind the newest snapshot received; a refused newer one leaves the one before in force.
SELECT
    $peildatum::DATE AS peildatum,
    l.soort,
    arg_max(l.levering_id, l.volgorde) AS levering_id
FROM leerplicht.bron.levering AS l
JOIN leerplicht.bron.ontvangst AS o ON o.bestand_id = l.bestand_id AND o.peildatum = l.peildatum
WHERE l.peildatum <= $peildatum AND NOT l.herhaald AND o.uitkomst = 'verwerkt'
GROUP BY l.soort
