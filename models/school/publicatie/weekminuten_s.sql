-- @sleutel: brin6, leerling, maandag
-- Per pupil with an S row and per delivered lesweek of the last 12: known planned and missed minutes, days with a known
-- slot, and minutes unknown by their code (not: nvt), for the picture on the list and for how sure a signal is.
WITH op_lijst AS (
    SELECT DISTINCT s.brin6, s.leerling, p.van_12
    FROM school.publicatie.signaal_s AS s
    JOIN school.kern.peil AS p ON p.peildatum = $peildatum AND p.l = $peildatum::DATE AND p.brin6 = s.brin6
    WHERE s.peildatum = $peildatum
),
plan AS (
    SELECT o.brin6, o.leerling, date_trunc('week', d.datum)::DATE AS maandag, sum(d.minuten)::BIGINT AS plan_min, count(*) AS dagen
    FROM op_lijst AS o
    JOIN school.kern.leerlingdag AS d ON d.brin6 = o.brin6 AND d.leerling = o.leerling AND d.datum >= o.van_12
    WHERE d.peildatum = $peildatum AND d.datum <= $peildatum
    GROUP BY ALL
),
anders AS (
    SELECT a.brin6, a.leerling, a.maandag, sum(a.gemist_min)::BIGINT AS gemist_min, sum(a.weg_min)::BIGINT AS weg_min,
        sum(a.weg_min - a.nvt_min)::BIGINT AS onbekend_min,
        count(*) FILTER (a.bekend_slots = 0) AS lege_dagen
    FROM op_lijst AS o
    JOIN school.kern.afwezigdag AS a
        ON a.peildatum = $peildatum AND a.l = $peildatum::DATE AND a.brin6 = o.brin6 AND a.leerling = o.leerling AND a.datum >= o.van_12
    GROUP BY a.brin6, a.leerling, a.maandag
)
SELECT $peildatum::DATE AS peildatum, p.brin6, p.leerling, p.maandag,
    p.plan_min - coalesce(a.weg_min, 0) AS gepland_min, coalesce(a.gemist_min, 0) AS gemist_min,
    (p.dagen - coalesce(a.lege_dagen, 0))::INTEGER AS bekende_dagen, coalesce(a.onbekend_min, 0) AS onbekend_min
FROM plan AS p
JOIN school.kern.week AS w ON w.peildatum = $peildatum AND w.brin6 = p.brin6 AND w.maandag = p.maandag AND w.geleverd
LEFT JOIN anders AS a ON a.brin6 = p.brin6 AND a.leerling = p.leerling AND a.maandag = p.maandag
