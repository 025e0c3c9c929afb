-- @sleutel: brin6, leerling, datum
-- The dates on which a pupil's own timetable holds, whatever its weekdays; then only that timetable counts (regels.md §1).
WITH regels AS (
    SELECT DISTINCT
        v.brin6, r.leerling, coalesce(r.geldig_van, DATE '0001-01-01') AS van, coalesce(r.geldig_tot, DATE '9999-12-31') AS tot
    FROM school.kern.versie AS v
    JOIN school.bron.rooster AS r ON r.levering_id = v.rooster_levering AND r.brin6 = v.brin6
    WHERE v.peildatum = $peildatum AND v.plan_versie = $peildatum AND r.leerling IS NOT NULL
)
SELECT DISTINCT $peildatum::DATE AS peildatum, r.brin6, r.leerling, d.datum::DATE AS datum
FROM regels AS r
JOIN (SELECT unnest(generate_series($horizon_van::DATE, $horizon_tot::DATE, INTERVAL 1 DAY)) AS datum) AS d
    ON d.datum BETWEEN r.van AND r.tot
