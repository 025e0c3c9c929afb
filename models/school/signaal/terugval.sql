-- @sleutel: l, brin6, leerling
-- @signalen: terugval
-- A quarter or more missed in lesweek k or k-1, that week after a case was closed as returned, closing in the last 12 lesweken (regels.md §4 B, §5). Of two
-- such weeks the newest; only a delivered week is used.
WITH kandidaat AS (
    SELECT e.l, e.brin6, e.leerling, max(t.gesloten_op) AS gesloten_op, p.van_2
    FROM school.kern.leerlingpeil AS e
    JOIN school.kern.peil AS p ON p.peildatum = $peildatum AND p.l = e.l AND p.brin6 = e.brin6
    JOIN school.kern.terugkeer AS t
        ON t.peildatum = $peildatum AND t.persoon = e.persoon AND t.gesloten_op >= p.van_12 AND t.gesloten_op <= e.l
    WHERE e.peildatum = $peildatum
    GROUP BY e.l, e.brin6, e.leerling, p.van_2
),
plan AS (
    SELECT k.l, k.brin6, k.leerling, w.maandag, sum(d.minuten)::BIGINT AS plan_min
    FROM kandidaat AS k
    JOIN school.kern.week AS w ON w.peildatum = $peildatum AND w.brin6 = k.brin6 AND w.maandag >= k.van_2 AND w.maandag <= k.l AND w.geleverd
    JOIN school.kern.terugkeer AS t ON t.peildatum = $peildatum
    JOIN school.kern.leerlingpeil AS e
        ON e.peildatum = $peildatum AND e.l = k.l AND e.brin6 = k.brin6 AND e.leerling = k.leerling AND e.persoon = t.persoon
    JOIN school.kern.peil AS p ON p.peildatum = $peildatum AND p.l = k.l AND p.brin6 = k.brin6
    JOIN school.kern.leerlingdag AS d
        ON d.brin6 = k.brin6 AND d.leerling = k.leerling AND d.datum >= w.maandag AND d.datum <= least((w.maandag + INTERVAL 6 DAY)::DATE, k.l)
    WHERE d.peildatum = $peildatum AND t.gesloten_op >= p.van_12 AND t.gesloten_op < w.maandag
    GROUP BY k.l, k.brin6, k.leerling, w.maandag, t.gesloten_op
    QUALIFY row_number() OVER (PARTITION BY k.l, k.brin6, k.leerling, w.maandag ORDER BY t.gesloten_op DESC) = 1
),
gemist AS (
    SELECT p.l, p.brin6, p.leerling, p.maandag, p.plan_min - coalesce(sum(a.weg_min), 0) AS bekend_min, coalesce(sum(a.gemist_min), 0) AS gemist_min
    FROM plan AS p
    JOIN school.kern.afwezigdag AS a
        ON a.peildatum = $peildatum AND a.l = p.l AND a.brin6 = p.brin6 AND a.leerling = p.leerling AND a.maandag = p.maandag
    GROUP BY p.l, p.brin6, p.leerling, p.maandag, p.plan_min
)
SELECT
    $peildatum::DATE AS peildatum, l, brin6, leerling, 'terugval' AS signaal,
    maandag AS sinds, (100 * gemist_min)::BIGINT AS teller, bekend_min::BIGINT AS noemer, 'procent' AS eenheid
FROM gemist
WHERE bekend_min > 0 AND 100 * gemist_min >= $terugval_pct::INTEGER * bekend_min
QUALIFY row_number() OVER (PARTITION BY l, brin6, leerling ORDER BY maandag DESC) = 1
