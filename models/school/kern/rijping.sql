-- @sleutel: l, brin6, leerling
-- From which day on a reason that is still unknown counts as ongeoorloofd, per pupil and day L: a missed slot with geoorloofd =
-- onbekend stays so while at most 5 (setting onbekend_schooldagen) schooldagen of the pupil at that school lie after its date, up to L.
-- `grens` is the sixth schooldag counted back from L: what was missed before it counts. A day whose slots are all nvt is no schooldag.
WITH kandidaat AS (
    SELECT brin6, leerling, min(datum) AS eerste
    FROM school.kern.dag
    WHERE peildatum <= $peildatum AND (tot_peildatum IS NULL OR tot_peildatum > $peildatum)
        AND onb_slots > 0 AND datum >= $horizon_van::DATE
    GROUP BY brin6, leerling
),
schooldagen AS (
    SELECT p.l, d.brin6, d.leerling, d.datum
    FROM school.kern.leerlingdag AS d
    JOIN kandidaat AS k ON k.brin6 = d.brin6 AND k.leerling = d.leerling AND d.datum > k.eerste
    JOIN school.kern.peil AS p ON p.peildatum = $peildatum AND p.brin6 = d.brin6 AND d.datum <= p.l
    ANTI JOIN (
        SELECT n.leerling, n.datum, w.brin6
        FROM school.kern.dag AS n
        JOIN school.kern.week AS w ON w.peildatum = $peildatum AND w.brin6 = n.brin6 AND w.maandag = n.maandag AND w.geleverd
        WHERE n.peildatum <= $peildatum AND (n.tot_peildatum IS NULL OR n.tot_peildatum > $peildatum) AND n.nvt_slots = n.plan_slots
    ) AS x ON x.brin6 = d.brin6 AND x.leerling = d.leerling AND x.datum = d.datum
    WHERE d.peildatum = $peildatum AND d.datum <= $peildatum
)
SELECT $peildatum::DATE AS peildatum, s.l, s.brin6, s.leerling, s.datum AS grens
FROM schooldagen AS s
JOIN school.bron.school AS i ON i.peildatum = $peildatum AND i.brin6 = s.brin6
QUALIFY row_number() OVER (PARTITION BY s.l, s.brin6, s.leerling ORDER BY s.datum DESC) = i.onbekend_schooldagen + 1
