-- @sleutel: persoon, maandag
-- @sleutel_leeg: vier_van, grens
-- The ISO weeks with a planned slot, up to P, of the persons of school.kern.zaakdag. vier_*: the four weeks that end with this one: Monday of the first,
-- known and missed minutes; weeks of which fewer than half of the planned minutes is known are skipped and have none (regels.md §5). grens: the Monday
-- of the 12th week before: the week lies within 12 lesweken after a closing on that day or later.
WITH weken AS (
    SELECT
        persoon, date_trunc('week', datum)::DATE AS maandag,
        sum(plan_min)::BIGINT AS plan_min, sum(bekend_min)::BIGINT AS bekend_min, sum(gemist_min)::BIGINT AS gemist_min
    FROM school.kern.zaakdag
    WHERE peildatum = $peildatum
    GROUP BY persoon, date_trunc('week', datum)
    HAVING sum(plan_min) > 0
),
vier AS (
    SELECT
        persoon, maandag,
        lag(maandag, $terugkeer_lesweken::INTEGER - 1) OVER (PARTITION BY persoon ORDER BY maandag) AS vier_van,
        sum(bekend_min) OVER laatste AS vier_bekend_min, sum(gemist_min) OVER laatste AS vier_gemist_min
    FROM weken
    WHERE bekend_min > 0 AND 2 * bekend_min >= plan_min
    WINDOW laatste AS (PARTITION BY persoon ORDER BY maandag ROWS BETWEEN ($terugkeer_lesweken::INTEGER - 1) PRECEDING AND CURRENT ROW)
)
SELECT
    $peildatum::DATE AS peildatum, w.persoon, w.maandag, (w.maandag + INTERVAL 6 DAY)::DATE AS zondag, w.bekend_min, w.gemist_min,
    v.vier_van, v.vier_bekend_min::BIGINT AS vier_bekend_min, v.vier_gemist_min::BIGINT AS vier_gemist_min,
    lag(w.maandag, $terugval_lesweken::INTEGER) OVER (PARTITION BY w.persoon ORDER BY w.maandag) AS grens
FROM weken AS w
LEFT JOIN vier AS v ON v.persoon = w.persoon AND v.maandag = w.maandag
