-- @sleutel: brin6, niveau, soort, begindatum
-- @sleutel_leeg: klas, aanbieder, einddatum
-- Support given to a class, a team or a school: the file of the gemeente in force at P, the newest received of which every part was read. Never about one
-- pupil. For the trend page of the school's kernteam; rows that end before or begin after P are in it.
WITH bruikbaar AS (
    SELECT l.levering_id, max(l.volgorde) AS volgorde
    FROM school.bron.levering AS l
    JOIN school.bron.ontvangst AS o ON o.bestand_id = l.bestand_id AND o.peildatum = l.peildatum
    WHERE l.soort = 'inzet' AND l.peildatum <= $peildatum AND NOT l.herhaald
    GROUP BY l.levering_id
    HAVING bool_and(o.uitkomst = 'verwerkt')
),
in_kracht AS (
    SELECT arg_max(levering_id, volgorde) AS levering_id FROM bruikbaar
)
SELECT DISTINCT $peildatum::DATE AS peildatum, i.brin6, i.niveau, i.klas, i.soort, i.aanbieder, i.begindatum, i.einddatum
FROM in_kracht AS k
JOIN school.bron.inzet AS i ON i.levering_id = k.levering_id
