-- @sleutel: l, persoon, jaar_van
-- What a person missed this schooljaar up to L, over all his schools: known and missed minutes, schooldagen with a known slot, first
-- missed date. This schooljaar is that of lesweek k of the school that may get a row, so `jaar_van` is part of the key.
WITH ontvanger AS (
    SELECT DISTINCT e.l, e.persoon, p.jaar_van
    FROM school.kern.leerlingpeil AS e
    JOIN school.kern.peil AS p ON p.peildatum = $peildatum AND p.l = e.l AND p.brin6 = e.brin6
    WHERE e.peildatum = $peildatum AND p.week_in_jaar >= $afwezig_vanaf_lesweek::INTEGER
),
anders AS (
    SELECT
        o.l, o.persoon, o.jaar_van, a.leerling, a.datum, a.gemist_slots, a.gemist_min, a.weg_min, a.bekend_slots
    FROM ontvanger AS o
    JOIN school.kern.afwezigdag AS a
        ON a.peildatum = $peildatum AND a.l = o.l AND a.persoon = o.persoon AND a.datum >= o.jaar_van
),
gemist AS (
    SELECT
        l, persoon, jaar_van,
        sum(gemist_min)::BIGINT AS gemist_min,
        sum(weg_min)::BIGINT AS weg_min,
        min(datum) FILTER (gemist_slots > 0) AS eerste_gemist
    FROM anders
    GROUP BY l, persoon, jaar_van
    HAVING sum(gemist_min) > 0
),
leeg AS (
    SELECT l, persoon, jaar_van, leerling, datum FROM anders WHERE bekend_slots = 0
),
plan AS (
    SELECT g.l, g.persoon, g.jaar_van, d.leerling, d.datum, d.minuten
    FROM gemist AS g
    JOIN school.kern.leerlingdag AS d ON d.persoon = g.persoon AND d.datum >= g.jaar_van AND d.datum <= g.l
    JOIN school.kern.week AS w
        ON w.peildatum = $peildatum AND w.brin6 = d.brin6 AND w.maandag = date_trunc('week', d.datum)::DATE AND w.geleverd
    WHERE d.peildatum = $peildatum AND d.datum <= $peildatum
),
per_leerling AS (
    SELECT l, persoon, jaar_van, leerling, sum(minuten)::BIGINT AS plan_min, count(*) AS dagen
    FROM plan
    GROUP BY l, persoon, jaar_van, leerling
),
per_persoon AS (
    SELECT l, persoon, jaar_van, sum(plan_min)::BIGINT AS plan_min, sum(dagen) AS dagen, count(*) AS leerlingen
    FROM per_leerling
    GROUP BY l, persoon, jaar_van
),
lege_dagen AS (
    SELECT l, persoon, jaar_van, count(*) AS dagen FROM leeg GROUP BY l, persoon, jaar_van
),
meervoud AS (
    SELECT p.l, p.persoon, p.jaar_van, count(DISTINCT p.datum) AS dagen
    FROM plan AS p
    SEMI JOIN (SELECT * FROM per_persoon WHERE leerlingen > 1) AS m
        ON m.l = p.l AND m.persoon = p.persoon AND m.jaar_van = p.jaar_van
    ANTI JOIN leeg AS x
        ON x.l = p.l AND x.persoon = p.persoon AND x.jaar_van = p.jaar_van AND x.leerling = p.leerling AND x.datum = p.datum
    GROUP BY p.l, p.persoon, p.jaar_van
)
SELECT
    $peildatum::DATE AS peildatum,
    p.l,
    p.persoon,
    p.jaar_van,
    p.plan_min - g.weg_min AS bekend_min,
    g.gemist_min,
    CASE WHEN p.leerlingen > 1 THEN coalesce(m.dagen, 0) ELSE p.dagen - coalesce(x.dagen, 0) END::BIGINT AS bekende_dagen,
    g.eerste_gemist
FROM per_persoon AS p
JOIN gemist AS g ON g.l = p.l AND g.persoon = p.persoon AND g.jaar_van = p.jaar_van
LEFT JOIN meervoud AS m ON m.l = p.l AND m.persoon = p.persoon AND m.jaar_van = p.jaar_van
LEFT JOIN lege_dagen AS x ON x.l = p.l AND x.persoon = p.persoon AND x.jaar_van = p.jaar_van
