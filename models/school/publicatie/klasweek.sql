-- @sleutel: brin6, maat
-- @sleutel_leeg: klas
-- Minutes of the schooldagen of week W per class of a school: planned in all and in a delivered week, known, missed (in all, ongeoorloofd, geoorloofd),
-- with what a clustered interval needs: sums over pupils of squares and products. klas: that of the pupil on P; empty for who is not enrolled
-- on P any more. Exact: for disclosure control.
WITH plan AS (
    SELECT d.brin6, d.leerling, sum(d.minuten)::HUGEINT AS plan_min
    FROM school.kern.leerlingdag AS d
    WHERE d.peildatum = $peildatum AND d.datum > ($peildatum::DATE - INTERVAL 7 DAY)::DATE AND d.datum <= $peildatum::DATE
    GROUP BY d.brin6, d.leerling
),
anders AS (
    SELECT brin6, leerling, sum(weg_min)::HUGEINT AS weg_min, sum(gemist_min)::HUGEINT AS gemist_min, sum(ong_min)::HUGEINT AS ong_min,
        sum(gemist_min - ong_min - onb_min)::HUGEINT AS geo_min
    FROM school.kern.afwezigdag
    WHERE peildatum = $peildatum AND l = $peildatum::DATE AND datum > ($peildatum::DATE - INTERVAL 7 DAY)::DATE
    GROUP BY brin6, leerling
),
per_leerling AS (
    SELECT
        p.brin6, e.klas, p.plan_min, coalesce(w.geleverd, false) AS geleverd,
        CASE WHEN w.geleverd THEN p.plan_min - coalesce(a.weg_min, 0) ELSE 0 END AS bekend,
        unnest([
            {maat: 'verzuim_totaal', gemist: coalesce(a.gemist_min, 0)},
            {maat: 'verzuim_ongeoorloofd', gemist: coalesce(a.ong_min, 0)},
            {maat: 'verzuim_geoorloofd', gemist: coalesce(a.geo_min, 0)}
        ]) AS m
    FROM plan AS p
    LEFT JOIN school.kern.week AS w
        ON w.peildatum = $peildatum AND w.brin6 = p.brin6 AND w.maandag = ($peildatum::DATE - INTERVAL 6 DAY)::DATE
    LEFT JOIN anders AS a ON a.brin6 = p.brin6 AND a.leerling = p.leerling
    LEFT JOIN school.kern.leerlingpeil AS e
        ON e.peildatum = $peildatum AND e.l = $peildatum::DATE AND e.brin6 = p.brin6 AND e.leerling = p.leerling
)
SELECT
    $peildatum::DATE AS peildatum,
    brin6,
    klas,
    m.maat AS maat,
    sum(m.gemist)::BIGINT AS gemist_min,
    sum(bekend)::BIGINT AS bekend_min,
    sum(plan_min)::BIGINT AS plan_min,
    coalesce(sum(plan_min) FILTER (geleverd), 0)::BIGINT AS geleverd_min,
    count(*) FILTER (bekend > 0)::BIGINT AS leerlingen,
    count(*) FILTER (m.gemist > 0)::BIGINT AS leerlingen_gemist,
    sum(m.gemist * m.gemist)::BIGINT AS gemist_kwadraat,
    sum(bekend * bekend)::BIGINT AS gepland_kwadraat,
    sum(m.gemist * bekend)::BIGINT AS gemist_maal_gepland
FROM per_leerling
GROUP BY brin6, klas, m.maat
