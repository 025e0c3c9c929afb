-- @sleutel: brin6, datum
-- @sleutel_leeg: klas, leerling
-- The timetable day: planned minutes and slots of a class or of a pupil's own timetable on a date, per version of the plan.
SELECT
    $peildatum::DATE AS peildatum,
    brin6,
    klas,
    leerling,
    datum,
    sum(minuten)::INTEGER AS minuten,
    count(*)::INTEGER AS slots
FROM school.kern.planslot
WHERE peildatum = $peildatum
GROUP BY brin6, klas, leerling, datum
