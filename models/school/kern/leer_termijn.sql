-- @sleutel: brin6, leerling, groep, begin_op
-- How the terms of the Utrecht route ended whose last day lies in this schooljaar, of pupils enrolled on P, over all their routes and cases (of the
-- newest route alone: school.kern.routetermijn, which says what the terms are). deel: op_tijd (the step was there on the last day of the term at the
-- latest), niet_nodig (the route or the case ended before that without the step) or te_laat. A term that still runs has no row.
-- op_school: the newest of the pupil. in_stad: counts for the city: of a pupil who had a signal that leerplicht knows too (passend aanbod: of a case that
-- began with lrv), because a pupil who was only ill leaves no trace there (kamers.md rule 1); the newest of the person.
WITH routes AS (
    SELECT
        brin6, leerling, route,
        min(datum) FILTER (stap = 'kernpartners') AS partners,
        min(datum) FILTER (stap IN ('actietafel', 'plan', 'evaluatie', 'passend_aanbod', 'opschalen')) AS tafel,
        max(datum) FILTER (is_einde) AS einde
    FROM school.kern.routestap
    WHERE peildatum = $peildatum
    GROUP BY brin6, leerling, route
    HAVING partners IS NOT NULL
),
dagen AS (
    SELECT brin6, datum, nummer FROM school.kern.schooldagnummer WHERE peildatum = $peildatum
),
tafels AS (
    SELECT r.*, coalesce(d.nummer, 0) + i.actietafel_schooldagen AS nummer
    FROM routes AS r
    JOIN school.bron.school AS i ON i.peildatum = $peildatum AND i.brin6 = r.brin6
    ASOF LEFT JOIN dagen AS d ON d.brin6 = r.brin6 AND d.datum <= r.partners
),
lopen AS (
    SELECT
        persoon, signaal, status, vanaf,
        lag(vanaf) OVER loop AS eerder_dicht,
        lead(vanaf) OVER loop AS dicht
    FROM school.kern.zaakloop
    WHERE peildatum = $peildatum
    WINDOW loop AS (PARTITION BY persoon, geopend_op ORDER BY nummer)
),
gekend AS (
    SELECT DISTINCT brin6, leerling
    FROM school.signaal.uitkomst
    WHERE peildatum <= $peildatum AND list_contains($leerplichtsignalen::VARCHAR[], signaal)
),
leerling AS (
    SELECT e.brin6, e.leerling, e.persoon, k.leerling IS NOT NULL AS kent_leerplicht
    FROM school.kern.leerlingpeil AS e
    LEFT JOIN gekend AS k ON k.brin6 = e.brin6 AND k.leerling = e.leerling
    WHERE e.peildatum = $peildatum AND e.l = $peildatum::DATE
),
termijnen AS (
    SELECT e.brin6, e.leerling, e.persoon, 'termijn_actietafel' AS groep, t.partners AS begin_op, d.datum AS uiterlijk, t.tafel AS gehaald_op,
        t.einde, e.kent_leerplicht
    FROM tafels AS t
    JOIN dagen AS d ON d.brin6 = t.brin6 AND d.nummer = t.nummer
    JOIN leerling AS e ON e.brin6 = t.brin6 AND e.leerling = t.leerling
    UNION ALL
    SELECT e.brin6, e.leerling, e.persoon, 'termijn_passend_aanbod', l.vanaf, (l.vanaf + to_months(i.passend_aanbod_maanden))::DATE,
        min(s.datum), l.dicht, bool_or(l.signaal = 'lrv')
    FROM lopen AS l
    JOIN leerling AS e ON e.persoon = l.persoon
    JOIN school.bron.school AS i ON i.peildatum = $peildatum AND i.brin6 = e.brin6
    LEFT JOIN school.kern.routestap AS s
        ON s.peildatum = $peildatum AND s.brin6 = e.brin6 AND s.leerling = e.leerling AND s.stap = 'passend_aanbod'
        AND s.datum > coalesce(l.eerder_dicht, DATE '0001-01-01') AND s.datum <= coalesce(l.dicht, DATE '9999-12-31')
    WHERE l.status = 'open'
    GROUP BY ALL
),
uitkomst AS (
    SELECT *,
        CASE
            WHEN gehaald_op <= uiterlijk THEN 'op_tijd'
            WHEN gehaald_op IS NULL AND einde <= uiterlijk THEN 'niet_nodig'
            WHEN uiterlijk < $peildatum::DATE THEN 'te_laat'
        END AS deel
    FROM termijnen
    WHERE uiterlijk >= make_date($schooljaar::BIGINT, 8, 1)
)
SELECT
    $peildatum::DATE AS peildatum, brin6, leerling, groep, begin_op, deel,
    row_number() OVER (PARTITION BY brin6, leerling, groep ORDER BY begin_op DESC) = 1 AS op_school,
    kent_leerplicht AND row_number() OVER (PARTITION BY persoon, groep, kent_leerplicht ORDER BY begin_op DESC, brin6) = 1 AS in_stad
FROM uitkomst
WHERE deel IS NOT NULL
