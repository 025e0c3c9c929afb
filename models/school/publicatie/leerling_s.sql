-- @sleutel: brin6, leerling
-- Per pupil with an S row what the order and the groups of the list need: missed minutes in the last 4 lesweken, whether a known slot was
-- attended in lesweek k, and missed slots whose reason the school has not given yet.
WITH op_lijst AS (
    SELECT DISTINCT s.brin6, s.leerling, p.van_1, p.van_4
    FROM school.publicatie.signaal_s AS s
    JOIN school.kern.peil AS p ON p.peildatum = $peildatum AND p.l = $peildatum::DATE AND p.brin6 = s.brin6
    WHERE s.peildatum = $peildatum
),
anders AS (
    SELECT a.brin6, a.leerling,
        coalesce(sum(a.gemist_min) FILTER (a.datum >= o.van_4), 0)::BIGINT AS gemist_4w,
        coalesce(sum(a.onb_slots), 0)::BIGINT AS open_redenen,
        coalesce(sum(a.gemist_slots + a.weg_slots) FILTER (a.datum >= o.van_1), 0)::BIGINT AS niet_gezien_k
    FROM op_lijst AS o
    JOIN school.kern.afwezigdag AS a
        ON a.peildatum = $peildatum AND a.l = $peildatum::DATE AND a.brin6 = o.brin6 AND a.leerling = o.leerling
    GROUP BY ALL
),
plan AS (
    SELECT o.brin6, o.leerling, sum(d.slots)::BIGINT AS slots_k
    FROM op_lijst AS o
    JOIN school.kern.leerlingdag AS d ON d.brin6 = o.brin6 AND d.leerling = o.leerling AND d.datum >= o.van_1
    JOIN school.kern.week AS w ON w.peildatum = $peildatum AND w.brin6 = o.brin6 AND w.maandag = o.van_1 AND w.geleverd
    WHERE d.peildatum = $peildatum AND d.datum <= $peildatum
    GROUP BY ALL
)
SELECT $peildatum::DATE AS peildatum, o.brin6, o.leerling,
    coalesce(a.gemist_4w, 0) AS gemist_4w,
    coalesce(a.open_redenen, 0) AS open_redenen,
    coalesce(p.slots_k, 0) > coalesce(a.niet_gezien_k, 0) AS gezien_in_k
FROM op_lijst AS o
LEFT JOIN anders AS a ON a.brin6 = o.brin6 AND a.leerling = o.leerling
LEFT JOIN plan AS p ON p.brin6 = o.brin6 AND p.leerling = o.leerling
