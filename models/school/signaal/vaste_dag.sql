-- @sleutel: l, brin6, leerling
-- @signalen: vaste_dag
-- In the last 8 lesweken 4 missed days or more on one weekday, and at least 60% of all missed days on it (domein.md §5). Needs the 8 weeks
-- delivered. A missed day: at least half of the known planned minutes missed.
WITH per_weekdag AS (
    SELECT
        e.l, e.brin6, e.leerling, isodow(a.datum) AS weekdag, min(a.datum) AS eerste, count(*) AS dagen,
        sum(count(*)) OVER (PARTITION BY e.l, e.brin6, e.leerling) AS alle_dagen
    FROM school.kern.leerlingpeil AS e
    JOIN school.kern.peil AS p ON p.peildatum = $peildatum AND p.l = e.l AND p.brin6 = e.brin6
    JOIN school.kern.afwezigdag AS a
        ON a.peildatum = $peildatum AND a.l = e.l AND a.brin6 = e.brin6 AND a.leerling = e.leerling AND a.datum >= p.van_8
    WHERE e.peildatum = $peildatum AND p.gaten_8 = 0 AND a.is_gemiste_dag
    GROUP BY e.l, e.brin6, e.leerling, isodow(a.datum)
)
SELECT
    $peildatum::DATE AS peildatum, l, brin6, leerling, 'vaste_dag' AS signaal,
    eerste AS sinds, dagen::BIGINT AS teller, 1::BIGINT AS noemer, 'dag' AS eenheid
FROM per_weekdag
WHERE dagen >= $vaste_dagen::INTEGER AND dagen * 100 >= $vaste_dag_pct::INTEGER * alle_dagen
