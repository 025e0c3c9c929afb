-- @sleutel: l, brin6, leerling
-- @signalen: stijging
-- The missed share of the last 4 lesweken is 10 points or more above that of the 8 before (domein.md §5). All 12 exist and were delivered, with known
-- slots in both parts. Exact: teller / noemer is the difference of two fractions of whole minutes, in points.
WITH anders AS (
    SELECT
        e.l, e.brin6, e.leerling,
        coalesce(sum(a.gemist_min) FILTER (a.datum >= p.van_4), 0)::BIGINT AS gemist_nu,
        coalesce(sum(a.weg_min) FILTER (a.datum >= p.van_4), 0)::BIGINT AS weg_nu,
        coalesce(sum(a.gemist_min) FILTER (a.datum < p.van_4), 0)::BIGINT AS gemist_eerder,
        coalesce(sum(a.weg_min) FILTER (a.datum < p.van_4), 0)::BIGINT AS weg_eerder,
        min(a.datum) FILTER (a.datum >= p.van_4 AND a.gemist_slots > 0) AS eerste_gemist
    FROM school.kern.leerlingpeil AS e
    JOIN school.kern.peil AS p ON p.peildatum = $peildatum AND p.l = e.l AND p.brin6 = e.brin6
    JOIN school.kern.afwezigdag AS a
        ON a.peildatum = $peildatum AND a.l = e.l AND a.brin6 = e.brin6 AND a.leerling = e.leerling AND a.datum >= p.van_12
    WHERE e.peildatum = $peildatum AND p.gaten_12 = 0 AND p.k >= $stijging_weken::INTEGER
    GROUP BY e.l, e.brin6, e.leerling
    HAVING count(*) FILTER (a.datum >= p.van_4 AND a.gemist_min > 0) > 0
),
plan AS (
    SELECT
        a.l, a.brin6, a.leerling,
        coalesce(sum(d.minuten) FILTER (d.datum >= p.van_4), 0)::BIGINT AS plan_nu,
        coalesce(sum(d.minuten) FILTER (d.datum < p.van_4), 0)::BIGINT AS plan_eerder
    FROM anders AS a
    JOIN school.kern.peil AS p ON p.peildatum = $peildatum AND p.l = a.l AND p.brin6 = a.brin6
    JOIN school.kern.leerlingdag AS d
        ON d.brin6 = a.brin6 AND d.leerling = a.leerling AND d.datum >= p.van_12 AND d.datum <= a.l
    WHERE d.peildatum = $peildatum
    GROUP BY a.l, a.brin6, a.leerling
),
delen AS (
    SELECT a.*, p.plan_nu - a.weg_nu AS bekend_nu, p.plan_eerder - a.weg_eerder AS bekend_eerder
    FROM anders AS a
    JOIN plan AS p ON p.l = a.l AND p.brin6 = a.brin6 AND p.leerling = a.leerling
)
SELECT
    $peildatum::DATE AS peildatum, l, brin6, leerling, 'stijging' AS signaal, eerste_gemist AS sinds,
    100 * (gemist_nu * bekend_eerder - gemist_eerder * bekend_nu) AS teller,
    bekend_nu * bekend_eerder AS noemer,
    'procentpunt' AS eenheid
FROM delen
WHERE bekend_nu > 0 AND bekend_eerder > 0
    AND 100 * (gemist_nu * bekend_eerder - gemist_eerder * bekend_nu) >= $stijging_punten::INTEGER * bekend_nu * bekend_eerder
