-- @sleutel: l, brin6, leerling
-- @signalen: ziek_mazl
-- Worrying sick leave, M@ZL (ncj.nl/mazl, domein.md §1.7): (a) at least 4 sick episodes whose first day lies in the last 12 lesweken,
-- or (b) an episode of at least 7 sick schooldagen whose last lies in the last 2 lesweken. An episode is a series of schooldagen with a
-- slot missed as ziek; one known schooldag without in between does not break it, two do; days without a known slot are left out.
WITH ziek AS (
    SELECT a.l, a.brin6, a.leerling, a.datum
    FROM school.kern.afwezigdag AS a
    WHERE a.peildatum = $peildatum AND a.ziek_slots > 0
),
kandidaat AS (
    SELECT z.l, z.brin6, z.leerling, min(z.datum) AS eerste
    FROM ziek AS z
    JOIN school.kern.peil AS p ON p.peildatum = $peildatum AND p.l = z.l AND p.brin6 = z.brin6
    SEMI JOIN school.kern.leerlingpeil AS e
        ON e.peildatum = $peildatum AND e.l = z.l AND e.brin6 = z.brin6 AND e.leerling = z.leerling
    GROUP BY z.l, z.brin6, z.leerling
    HAVING count(*) FILTER (z.datum >= p.van_12) >= $mazl_episodes::INTEGER
        OR (count(*) >= $mazl_dagen::INTEGER AND count(*) FILTER (z.datum >= p.van_2) > 0)
),
bekende_dag AS (
    SELECT
        k.l, k.brin6, k.leerling, d.datum,
        row_number() OVER (PARTITION BY k.l, k.brin6, k.leerling ORDER BY d.datum) AS volgnummer
    FROM kandidaat AS k
    JOIN school.kern.leerlingdag AS d
        ON d.peildatum = $peildatum AND d.brin6 = k.brin6 AND d.leerling = k.leerling AND d.datum >= k.eerste AND d.datum <= k.l
    JOIN school.kern.week AS w
        ON w.peildatum = $peildatum AND w.brin6 = d.brin6 AND w.maandag = date_trunc('week', d.datum)::DATE AND w.geleverd
    LEFT JOIN school.kern.afwezigdag AS a
        ON a.peildatum = $peildatum AND a.l = k.l AND a.brin6 = k.brin6 AND a.leerling = k.leerling AND a.datum = d.datum
    WHERE d.datum <= $peildatum AND coalesce(a.bekend_slots, 1) > 0
),
genummerd AS (
    SELECT
        z.l, z.brin6, z.leerling, z.datum,
        CASE
            WHEN b.volgnummer - lag(b.volgnummer) OVER (PARTITION BY z.l, z.brin6, z.leerling ORDER BY z.datum) <= 2 THEN 0
            ELSE 1
        END AS begint
    FROM ziek AS z
    JOIN bekende_dag AS b ON b.l = z.l AND b.brin6 = z.brin6 AND b.leerling = z.leerling AND b.datum = z.datum
),
episode AS (
    SELECT l, brin6, leerling, nummer, min(datum) AS eerste, max(datum) AS laatste, count(*) AS dagen
    FROM (
        SELECT *, sum(begint) OVER (PARTITION BY l, brin6, leerling ORDER BY datum) AS nummer FROM genummerd
    ) AS n
    GROUP BY l, brin6, leerling, nummer
),
geteld AS (
    SELECT
        e.l, e.brin6, e.leerling,
        count(*) FILTER (e.eerste >= p.van_12) AS episodes,
        (list(e.eerste ORDER BY e.eerste) FILTER (e.eerste >= p.van_12))[$mazl_episodes::INTEGER] AS vierde,
        min(e.eerste) FILTER (e.dagen >= $mazl_dagen::INTEGER AND e.laatste >= p.van_2) AS lang_eerste,
        arg_min(e.dagen, e.eerste) FILTER (e.dagen >= $mazl_dagen::INTEGER AND e.laatste >= p.van_2) AS lang_dagen
    FROM episode AS e
    JOIN school.kern.peil AS p ON p.peildatum = $peildatum AND p.l = e.l AND p.brin6 = e.brin6
    GROUP BY e.l, e.brin6, e.leerling
)
SELECT
    $peildatum::DATE AS peildatum,
    l,
    brin6,
    leerling,
    'ziek_mazl' AS signaal,
    CASE WHEN episodes >= $mazl_episodes::INTEGER THEN vierde ELSE lang_eerste END AS sinds,
    CASE WHEN episodes >= $mazl_episodes::INTEGER THEN episodes ELSE lang_dagen END::BIGINT AS teller,
    1::BIGINT AS noemer,
    CASE WHEN episodes >= $mazl_episodes::INTEGER THEN 'episode' ELSE 'schooldag' END AS eenheid
FROM geteld
WHERE episodes >= $mazl_episodes::INTEGER OR lang_eerste IS NOT NULL
