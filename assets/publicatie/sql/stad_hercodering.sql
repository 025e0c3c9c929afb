-- Door school -> stad: per Sunday how many schools had lessons with another table of codes than in their lesweek before, and what whole % (down)
-- of the lessons is theirs: of the city (swv empty) and per samenwerkingsverband. A change in a holiday counts from the school's next lesweek on.
-- A first table is no change. Counts of schools: no school and nothing of a pupil.
WITH wissel AS (
    SELECT nu.peildatum, nu.brin6
    FROM school.kern.versie AS nu
    JOIN school.kern.versie AS toen ON toen.brin6 = nu.brin6 AND toen.peildatum = (nu.peildatum - INTERVAL 7 DAY)::DATE
    WHERE nu.peildatum BETWEEN $vanaf AND $peildatum AND nu.code_versie = nu.peildatum AND toen.code_levering IS NOT NULL
),
les AS (
    SELECT w.peildatum, w.brin6, s.swv, w.bekend_min
    FROM school.publicatie.weektelling AS w
    JOIN school.bron.school AS s ON s.peildatum = $peildatum AND s.brin6 = w.brin6
    WHERE w.peildatum BETWEEN $vanaf AND $peildatum AND w.maat = 'verzuim_totaal' AND w.plan_min > 0
),
gewisseld AS (
    SELECT w.brin6, min(l.peildatum) AS peildatum
    FROM wissel AS w
    JOIN les AS l ON l.brin6 = w.brin6 AND l.peildatum >= w.peildatum
    GROUP BY w.brin6, w.peildatum
),
geteld AS (
    SELECT
        l.peildatum,
        coalesce(l.swv, '') AS swv,
        count(*) FILTER (g.brin6 IS NOT NULL) AS scholen,
        coalesce(sum(l.bekend_min) FILTER (g.brin6 IS NOT NULL) * 100 // nullif(sum(l.bekend_min), 0), 0)::INTEGER AS deel_pct
    FROM les AS l
    LEFT JOIN (SELECT DISTINCT brin6, peildatum FROM gewisseld) AS g ON g.brin6 = l.brin6 AND g.peildatum = l.peildatum
    GROUP BY GROUPING SETS ((l.peildatum), (l.peildatum, l.swv))
    HAVING grouping(l.swv) = 1 OR l.swv <> ''
)
SELECT swv, peildatum, scholen, deel_pct FROM geteld WHERE scholen > 0 ORDER BY swv, peildatum
