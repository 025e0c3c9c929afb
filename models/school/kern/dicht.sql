-- @sleutel: brin6, datum
-- @sleutel_leeg: klas
-- The closed days of a school (klas null) or of one class, per version of its plan.
-- Only the school's own kalender closes days (regels.md §1); an empty `tot` is an open end.
SELECT DISTINCT
    $peildatum::DATE AS peildatum,
    v.brin6,
    k.klas,
    d.datum::DATE AS datum
FROM school.kern.versie AS v
JOIN school.bron.kalender AS k ON k.levering_id = v.kalender_levering AND k.brin6 = v.brin6
JOIN (SELECT unnest(generate_series($horizon_van::DATE, $horizon_tot::DATE, INTERVAL 1 DAY)) AS datum) AS d
    ON d.datum BETWEEN k.van AND coalesce(k.tot, DATE '9999-12-31')
WHERE v.peildatum = $peildatum AND v.plan_versie = $peildatum
