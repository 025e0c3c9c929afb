-- @sleutel: l, brin6, leerling
-- @signalen: te_laat
-- Late 9 times (setting te_laat_drempel) or more this schooljaar: planned slots whose winning row is te_laat. sinds is the date of the 9th
-- (regels.md §4 B; domein.md §1.2). For leerplicht only with plicht on P.
WITH per_dag AS (
    SELECT
        e.l, e.brin6, e.leerling, a.datum, a.te_laat_slots,
        sum(a.te_laat_slots) OVER (PARTITION BY e.l, e.brin6, e.leerling ORDER BY a.datum) AS tot_en_met
    FROM school.kern.leerlingpeil AS e
    JOIN school.kern.peil AS p ON p.peildatum = $peildatum AND p.l = e.l AND p.brin6 = e.brin6
    JOIN school.kern.afwezigdag AS a
        ON a.peildatum = $peildatum AND a.l = e.l AND a.brin6 = e.brin6 AND a.leerling = e.leerling AND a.datum >= p.jaar_van
    WHERE e.peildatum = $peildatum AND a.te_laat_slots > 0
)
SELECT
    $peildatum::DATE AS peildatum, d.l, d.brin6, d.leerling, 'te_laat' AS signaal,
    min(d.datum) FILTER (d.tot_en_met >= s.te_laat_drempel) AS sinds,
    sum(d.te_laat_slots)::BIGINT AS teller, 1::BIGINT AS noemer, 'keer' AS eenheid
FROM per_dag AS d
JOIN school.bron.school AS s ON s.peildatum = $peildatum AND s.brin6 = d.brin6
GROUP BY d.l, d.brin6, d.leerling
HAVING max(d.tot_en_met) >= max(s.te_laat_drempel)
