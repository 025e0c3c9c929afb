-- @sleutel: l, brin6
-- Where each school stands on the day L that one looks at: L = P and L = P - 7, both as known at P (regels.md §1, Status).
-- k is the newest lesweek whose Monday is on or before L; van_n is the Monday of lesweek k-n+1 (before the first lesweek: 1 January of
-- the year 1); gaten_n counts the lesweken among the last n that were not delivered, gaten_jaar those of this schooljaar (that of k), gaten_start those
-- among its first $start_kijkt.
WITH dagen AS (
    SELECT unnest([$peildatum::DATE, $vorige_peildatum::DATE]) AS l
),
weken AS (
    SELECT
        d.l,
        w.*,
        max(w.lesweek) OVER (PARTITION BY d.l, w.brin6) AS k,
        first_value(w.schooljaar) OVER (PARTITION BY d.l, w.brin6 ORDER BY w.lesweek DESC) AS jaar_k
    FROM dagen AS d
    JOIN school.kern.week AS w ON w.peildatum = $peildatum AND w.maandag <= d.l
)
SELECT
    $peildatum::DATE AS peildatum,
    l,
    brin6,
    k,
    max(maandag) AS van_1,
    coalesce(max(maandag) FILTER (lesweek = k - 1), DATE '0001-01-01') AS van_2,
    coalesce(max(maandag) FILTER (lesweek = k - 3), DATE '0001-01-01') AS van_4,
    coalesce(max(maandag) FILTER (lesweek = k - 7), DATE '0001-01-01') AS van_8,
    coalesce(max(maandag) FILTER (lesweek = k - 11), DATE '0001-01-01') AS van_12,
    jaar_k AS schooljaar,
    make_date(jaar_k::BIGINT, 8, 1) AS jaar_van,
    max(week_in_jaar) FILTER (lesweek = k) AS week_in_jaar,
    count(*) FILTER (lesweek > k - 1 AND NOT geleverd)::INTEGER AS gaten_1,
    count(*) FILTER (lesweek > k - 2 AND NOT geleverd)::INTEGER AS gaten_2,
    count(*) FILTER (lesweek > k - 4 AND NOT geleverd)::INTEGER AS gaten_4,
    count(*) FILTER (lesweek > k - 8 AND NOT geleverd)::INTEGER AS gaten_8,
    count(*) FILTER (lesweek > k - 12 AND NOT geleverd)::INTEGER AS gaten_12,
    count(*) FILTER (schooljaar = jaar_k AND NOT geleverd)::INTEGER AS gaten_jaar,
    count(*) FILTER (schooljaar = jaar_k AND week_in_jaar <= $start_kijkt::INTEGER AND NOT geleverd)::INTEGER AS gaten_start
FROM weken
GROUP BY l, brin6, k, jaar_k
