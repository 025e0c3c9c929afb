-- @sleutel: l, brin6, leerling
-- @signalen: kwart_2w
-- Missed a quarter or more of the known planned minutes in the last 2 lesweken (Kearney, domein.md §5.1). Needs both weeks delivered.
WITH anders AS (
    SELECT a.l, a.brin6, a.leerling, sum(a.gemist_min)::BIGINT AS gemist_min, sum(a.weg_min)::BIGINT AS weg_min,
        min(a.datum) FILTER (a.gemist_slots > 0) AS eerste_gemist
    FROM school.kern.afwezigdag AS a
    JOIN school.kern.peil AS p ON p.peildatum = $peildatum AND p.l = a.l AND p.brin6 = a.brin6
    WHERE a.peildatum = $peildatum AND a.datum >= p.van_2 AND p.gaten_2 = 0
    GROUP BY a.l, a.brin6, a.leerling
    HAVING sum(a.gemist_min) > 0
),
plan AS (
    SELECT a.l, a.brin6, a.leerling, sum(d.minuten)::BIGINT AS plan_min
    FROM anders AS a
    JOIN school.kern.peil AS p ON p.peildatum = $peildatum AND p.l = a.l AND p.brin6 = a.brin6
    JOIN school.kern.leerlingdag AS d
        ON d.brin6 = a.brin6 AND d.leerling = a.leerling AND d.datum >= p.van_2 AND d.datum <= a.l
    WHERE d.peildatum = $peildatum
    GROUP BY a.l, a.brin6, a.leerling
)
SELECT
    $peildatum::DATE AS peildatum,
    e.l,
    e.brin6,
    e.leerling,
    'kwart_2w' AS signaal,
    a.eerste_gemist AS sinds,
    a.gemist_min * 100 AS teller,
    p.plan_min - a.weg_min AS noemer,
    'procent' AS eenheid
FROM school.kern.leerlingpeil AS e
JOIN anders AS a ON a.l = e.l AND a.brin6 = e.brin6 AND a.leerling = e.leerling
JOIN plan AS p ON p.l = e.l AND p.brin6 = e.brin6 AND p.leerling = e.leerling
WHERE e.peildatum = $peildatum AND a.gemist_min * 100 >= $kwart_pct::INTEGER * (p.plan_min - a.weg_min)
