-- @sleutel: l, brin6, leerling
-- @signalen: start_schooljaar
-- Missed 2 days or more in lesweken 1-4 of the schooljaar; shown in lesweken 1-6 (domein.md §5.1). A missed day: at least half of the known planned
-- minutes missed.
SELECT
    $peildatum::DATE AS peildatum, e.l, e.brin6, e.leerling, 'start_schooljaar' AS signaal,
    min(a.datum) AS sinds, count(*)::BIGINT AS teller, 1::BIGINT AS noemer, 'dag' AS eenheid
FROM school.kern.leerlingpeil AS e
JOIN school.kern.peil AS p ON p.peildatum = $peildatum AND p.l = e.l AND p.brin6 = e.brin6
JOIN school.kern.week AS w ON w.peildatum = $peildatum AND w.brin6 = e.brin6 AND w.schooljaar = p.schooljaar
JOIN school.kern.afwezigdag AS a
    ON a.peildatum = $peildatum AND a.l = e.l AND a.brin6 = e.brin6 AND a.leerling = e.leerling AND a.maandag = w.maandag
WHERE e.peildatum = $peildatum AND p.week_in_jaar <= $start_zichtbaar::INTEGER AND w.week_in_jaar <= $start_kijkt::INTEGER
    AND a.is_gemiste_dag
GROUP BY e.l, e.brin6, e.leerling
HAVING count(*) >= $start_dagen::INTEGER
