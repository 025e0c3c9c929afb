-- @sleutel: brin6, leerling
-- How long before the legal crossing of 16 hours another signal of the pupil was there: per pupil the first crossing of this schooljaar, by the Sunday on
-- which it was first given (zondag). weken: the lesweken of the school without a break before that Sunday on whose Sunday another signal was given;
-- vanaf: the first of those Sundays, null without one. As known on each of those Sundays. in_stad: counts for the city: a person once.
WITH weken AS (
    SELECT w.brin6, w.lesweek, (w.maandag + 6)::DATE AS zondag
    FROM school.kern.week AS w
    WHERE w.peildatum = $peildatum AND w.maandag + 6 >= make_date($schooljaar::BIGINT, 8, 1)
),
gegeven AS (
    SELECT peildatum AS zondag, brin6, leerling, signaal, sinds
    FROM school.signaal.uitkomst
    WHERE peildatum BETWEEN make_date($schooljaar::BIGINT, 8, 1) AND $peildatum::DATE AND status IN ('nieuw', 'blijft', 'gegevens_ontbreken')
),
overschreden AS (
    SELECT brin6, leerling, min(zondag) AS zondag
    FROM gegeven
    WHERE signaal = 'verzuim_16u4w' AND sinds >= make_date($schooljaar::BIGINT, 8, 1)
    GROUP BY brin6, leerling
),
ervoor AS (
    SELECT o.brin6, o.leerling, w.lesweek, w.zondag, bool_or(g.signaal IS NOT NULL) AS had_signaal
    FROM overschreden AS o
    JOIN weken AS w ON w.brin6 = o.brin6 AND w.zondag < o.zondag
    LEFT JOIN gegeven AS g ON g.brin6 = o.brin6 AND g.leerling = o.leerling AND g.zondag = w.zondag AND g.signaal <> 'verzuim_16u4w'
    GROUP BY o.brin6, o.leerling, w.lesweek, w.zondag
),
zonder AS (
    SELECT brin6, leerling, max(lesweek) AS lesweek FROM ervoor WHERE NOT had_signaal GROUP BY brin6, leerling
),
stuk AS (
    SELECT e.brin6, e.leerling, min(e.zondag) AS vanaf, count(*)::INTEGER AS weken
    FROM ervoor AS e
    LEFT JOIN zonder AS z ON z.brin6 = e.brin6 AND z.leerling = e.leerling
    WHERE e.lesweek > coalesce(z.lesweek, 0)
    GROUP BY e.brin6, e.leerling
)
SELECT
    $peildatum::DATE AS peildatum, o.brin6, o.leerling, o.zondag, s.vanaf, coalesce(s.weken, 0) AS weken,
    row_number() OVER (PARTITION BY p.persoon ORDER BY o.zondag, o.brin6) = 1 AS in_stad
FROM overschreden AS o
JOIN school.kern.leerlingpersoon AS p ON p.peildatum = $peildatum AND p.brin6 = o.brin6 AND p.leerling = o.leerling
LEFT JOIN stuk AS s ON s.brin6 = o.brin6 AND s.leerling = o.leerling
