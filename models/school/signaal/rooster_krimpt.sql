-- @sleutel: l, brin6, leerling
-- @signalen: rooster_krimpt
-- A timetable of the pupil's own that is valid on L holds 80% or less of the minutes a week of the class's (domein.md §5). Closed days do not count:
-- it is the timetable. Where two rows give one slot, the newest geldig_van decides. sinds: the earliest geldig_van of the pupil's rows (all
-- open: the first day of the enrolment).
WITH geldig AS (
    SELECT
        d.l, v.brin6, CASE WHEN r.leerling IS NULL THEN r.klas END AS klas, r.leerling, r.weekdag, r.slot,
        arg_max(r.minuten, (coalesce(r.geldig_van, DATE '0001-01-01'), r.regel)) AS minuten,
        min(r.geldig_van) AS eerste
    FROM (SELECT unnest([$peildatum::DATE, $vorige_peildatum::DATE]) AS l) AS d
    JOIN school.bron.rooster AS r
        ON d.l >= coalesce(r.geldig_van, DATE '0001-01-01') AND d.l <= coalesce(r.geldig_tot, DATE '9999-12-31')
    JOIN school.kern.versie AS v ON v.peildatum = $peildatum AND v.rooster_levering = r.levering_id AND v.brin6 = r.brin6
    GROUP BY ALL
),
per_week AS (
    SELECT l, brin6, klas, leerling, sum(minuten)::BIGINT AS minuten, min(eerste) AS eerste
    FROM geldig
    GROUP BY l, brin6, klas, leerling
)
SELECT
    $peildatum::DATE AS peildatum, e.l, e.brin6, e.leerling, 'rooster_krimpt' AS signaal,
    coalesce(o.eerste, e.reeks_van) AS sinds, 100 * o.minuten AS teller, k.minuten AS noemer, 'procent' AS eenheid
FROM school.kern.leerlingpeil AS e
JOIN per_week AS o ON o.l = e.l AND o.brin6 = e.brin6 AND o.leerling = e.leerling
JOIN per_week AS k ON k.l = e.l AND k.brin6 = e.brin6 AND k.klas = e.klas
WHERE e.peildatum = $peildatum AND 100 * o.minuten <= $rooster_pct::INTEGER * k.minuten AND k.minuten > 0
