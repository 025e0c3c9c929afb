-- @sleutel: brin6, leerling
-- What the collective signal of a class starts from (regels.md §4 C): per pupil the known and missed minutes of the last 4 lesweken that were
-- delivered, in his class on P, also for weeks that he spent in another class of this school; without a known minute he has no row.
-- leerjaar: that of most pupils of the class (ties: the first as text). van_datum: the Monday that the 4 lesweken begin.
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
    SELECT k.brin6, k.klas, k.leerjaar, k.leerling, min(w.maandag) AS van_datum, sum(d.minuten)::HUGEINT AS plan_min
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
    SELECT p.brin6, p.klas, p.leerjaar, p.leerling, p.van_datum, p.plan_min - coalesce(a.weg_min, 0) AS bekend_min,
        coalesce(a.gemist_min, 0) AS gemist_min
    FROM plan AS p
    LEFT JOIN anders AS a ON a.brin6 = p.brin6 AND a.leerling = p.leerling
),
jaren AS (
    SELECT brin6, klas, leerjaar, min(min(van_datum)) OVER (PARTITION BY brin6) AS van_datum
    FROM bekend
    WHERE bekend_min > 0
    GROUP BY brin6, klas, leerjaar
    QUALIFY row_number() OVER (PARTITION BY brin6, klas ORDER BY count(*) DESC, leerjaar::VARCHAR) = 1
)
SELECT
    $peildatum::DATE AS peildatum, b.brin6, b.leerling, b.klas, j.leerjaar, j.van_datum,
    b.bekend_min::BIGINT AS bekend_min,
    b.gemist_min::BIGINT AS gemist_min
FROM bekend AS b
JOIN jaren AS j ON j.brin6 = b.brin6 AND j.klas = b.klas
WHERE b.bekend_min > 0
