-- @sleutel: brin6, leerling, groep
-- What kernteams found of each signal this schooljaar: per pupil and signal the first list on which it was judged (later ones say less: what was agreed
-- then is known afterwards). Judged is a signal that the pupil had on the Sunday of that list, by a row about it or, without one, about the pupil as a
-- whole; of a list that came back again the newest return. deel: klopt (actie, gemeld), al_bekend (bekend) or klopt_niet (geen_signaal, klopt_niet);
-- teruggekeerd judges the child and not the signal. in_stad: counts for the city: only signals that leerplicht knows too, because a pupil who was only
-- ill leaves no trace there (kamers.md rule 1), and a person once.
WITH gegeven AS (
    SELECT peildatum AS lijst, brin6, leerling, signaal
    FROM school.signaal.uitkomst
    WHERE peildatum BETWEEN make_date($schooljaar::BIGINT, 8, 1) AND $peildatum::DATE AND status IN ('nieuw', 'blijft', 'gegevens_ontbreken')
),
oordeel AS (
    SELECT g.brin6, g.leerling, g.signaal, g.lijst,
        CASE WHEN b.besluit IN ('actie', 'gemeld') THEN 'klopt' WHEN b.besluit = 'bekend' THEN 'al_bekend' ELSE 'klopt_niet' END AS deel
    FROM school.kern.bespreking AS b
    JOIN gegeven AS g ON g.lijst = b.lijst AND g.brin6 = b.brin6 AND g.leerling = b.leerling AND coalesce(b.signaal, g.signaal) = g.signaal
    WHERE b.peildatum = $peildatum AND b.is_geldend AND b.datum <= $peildatum::DATE AND b.besluit <> 'teruggekeerd'
    QUALIFY row_number() OVER (PARTITION BY g.brin6, g.leerling, g.signaal ORDER BY g.lijst, b.signaal IS NULL, b.volgnummer DESC) = 1
)
SELECT
    $peildatum::DATE AS peildatum, o.brin6, o.leerling, concat('oordeel_', o.signaal) AS groep, o.deel,
    list_contains($leerplichtsignalen::VARCHAR[], o.signaal)
        AND row_number() OVER (PARTITION BY w.persoon, o.signaal ORDER BY o.lijst, o.brin6) = 1 AS in_stad
FROM oordeel AS o
JOIN school.kern.leerlingpersoon AS w ON w.peildatum = $peildatum AND w.brin6 = o.brin6 AND w.leerling = o.leerling
