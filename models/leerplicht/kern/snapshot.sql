-- @sleutel: soort
-- The gemeente files in force at P: per kind the newest snapshot received; a refused newer one leaves the one before in force.
WITH bruikbaar AS (
    SELECT l.soort, l.levering_id, max(l.volgorde) AS volgorde
    FROM leerplicht.bron.levering AS l
    JOIN leerplicht.bron.ontvangst AS o ON o.bestand_id = l.bestand_id AND o.peildatum = l.peildatum
    WHERE l.peildatum <= $peildatum AND NOT l.herhaald
    GROUP BY l.soort, l.levering_id
    HAVING bool_and(o.uitkomst = 'verwerkt')
)
SELECT $peildatum::DATE AS peildatum, soort, arg_max(levering_id, volgorde) AS levering_id
FROM bruikbaar
GROUP BY soort
