-- @sleutel: brin6, leerling, groep, deel
-- What was agreed this schooljaar about each pupil, each word once: groep afspraak_wie (who makes the next move) and afspraak_vervolg (what happens
-- next), from decisions of kernteams that do not say that nothing is the matter; of a list that came back again the newest return. A pupil can have more
-- words of one groep. in_stad: counts for the city: only decisions about a signal that leerplicht knows too and that the pupil had on the Sunday of that
-- list (kamers.md rule 1), of a person at one school.
WITH geldend AS (
    SELECT b.brin6, b.leerling, b.lijst, b.signaal, b.wie, b.vervolg
    FROM school.kern.bespreking AS b
    WHERE b.peildatum = $peildatum AND b.is_geldend AND b.besluit NOT IN ('geen_signaal', 'klopt_niet')
        AND b.datum BETWEEN make_date($schooljaar::BIGINT, 8, 1) AND $peildatum::DATE
),
gekend AS (
    SELECT DISTINCT peildatum AS lijst, brin6, leerling, signaal
    FROM school.signaal.uitkomst
    WHERE peildatum <= $peildatum AND status IN ('nieuw', 'blijft', 'gegevens_ontbreken')
        AND list_contains($leerplichtsignalen::VARCHAR[], signaal)
),
woorden AS (
    SELECT g.brin6, g.leerling, bool_or(k.leerling IS NOT NULL) AS kent_leerplicht, w.groep, w.deel
    FROM (
        SELECT *, unnest([{groep: 'afspraak_wie', deel: wie}, {groep: 'afspraak_vervolg', deel: vervolg}]) AS w FROM geldend
    ) AS g
    LEFT JOIN gekend AS k ON k.lijst = g.lijst AND k.brin6 = g.brin6 AND k.leerling = g.leerling AND coalesce(g.signaal, k.signaal) = k.signaal
    WHERE w.deel IS NOT NULL
    GROUP BY ALL
)
SELECT
    $peildatum::DATE AS peildatum, a.brin6, a.leerling, a.groep, a.deel,
    a.kent_leerplicht AND a.brin6 = min(a.brin6) FILTER (a.kent_leerplicht) OVER (PARTITION BY p.persoon, a.groep) AS in_stad
FROM woorden AS a
JOIN school.kern.leerlingpersoon AS p ON p.peildatum = $peildatum AND p.brin6 = a.brin6 AND p.leerling = a.leerling
