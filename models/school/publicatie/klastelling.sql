-- @sleutel: brin6, klas
-- What the collective signals start from (regels.md §4 C): per class on P the known and missed minutes of the last 4 lesweken that were delivered,
-- with what a test over pupils needs: sums over pupils of squares and products. leerjaar: that of most of its pupils (ties: the first
-- as text). A pupil counts in his class on P, also for weeks that he spent in another class of this school; without a known minute he does not count.
-- Exact counts: what leaves the school's own team goes through disclosure control.
WITH leerling AS (
    SELECT e.brin6, e.leerling, e.klas, i.leerjaar, p.van_4
    FROM school.kern.leerlingpeil AS e
    JOIN school.kern.peil AS p ON p.peildatum = $peildatum AND p.l = e.l AND p.brin6 = e.brin6
    JOIN school.kern.versie AS v ON v.peildatum = $peildatum AND v.brin6 = e.brin6
    JOIN school.kern.inschrijving AS i
        ON i.peildatum = v.inschrijving_versie AND i.brin6 = e.brin6 AND i.leerling = e.leerling AND e.l BETWEEN i.van AND i.tot
    WHERE e.peildatum = $peildatum AND e.l = $peildatum::DATE
),
plan AS (
    SELECT k.brin6, k.klas, k.leerjaar, k.leerling, sum(d.minuten)::HUGEINT AS plan_min
    FROM leerling AS k
    JOIN school.kern.leerlingdag AS d ON d.brin6 = k.brin6 AND d.leerling = k.leerling AND d.datum >= k.van_4
    JOIN school.kern.week AS w
        ON w.peildatum = $peildatum AND w.brin6 = d.brin6 AND w.maandag = date_trunc('week', d.datum)::DATE AND w.geleverd
    WHERE d.peildatum = $peildatum AND d.datum <= $peildatum
    GROUP BY k.brin6, k.klas, k.leerjaar, k.leerling
),
anders AS (
    SELECT k.brin6, k.leerling, sum(a.gemist_min)::HUGEINT AS gemist_min, sum(a.weg_min)::HUGEINT AS weg_min
    FROM leerling AS k
    JOIN school.kern.afwezigdag AS a
        ON a.peildatum = $peildatum AND a.l = $peildatum::DATE AND a.brin6 = k.brin6 AND a.leerling = k.leerling AND a.datum >= k.van_4
    GROUP BY k.brin6, k.leerling
),
bekend AS (
    SELECT p.brin6, p.klas, p.leerjaar, p.plan_min - coalesce(a.weg_min, 0) AS bekend_min, coalesce(a.gemist_min, 0) AS gemist_min
    FROM plan AS p
    LEFT JOIN anders AS a ON a.brin6 = p.brin6 AND a.leerling = p.leerling
),
jaren AS (
    SELECT brin6, klas, leerjaar
    FROM bekend
    WHERE bekend_min > 0
    GROUP BY brin6, klas, leerjaar
    QUALIFY row_number() OVER (PARTITION BY brin6, klas ORDER BY count(*) DESC, leerjaar::VARCHAR) = 1
)
SELECT
    $peildatum::DATE AS peildatum, b.brin6, b.klas, any_value(j.leerjaar) AS leerjaar,
    count(*)::BIGINT AS leerlingen,
    count(*) FILTER (b.gemist_min > 0)::BIGINT AS leerlingen_gemist,
    sum(b.bekend_min)::BIGINT AS bekend_min,
    sum(b.gemist_min)::BIGINT AS gemist_min,
    sum(b.gemist_min * b.gemist_min)::BIGINT AS gemist_kwadraat,
    sum(b.bekend_min * b.bekend_min)::BIGINT AS bekend_kwadraat,
    sum(b.gemist_min * b.bekend_min)::BIGINT AS gemist_maal_bekend
FROM bekend AS b
JOIN jaren AS j ON j.brin6 = b.brin6 AND j.klas = b.klas
WHERE b.bekend_min > 0
GROUP BY b.brin6, b.klas
