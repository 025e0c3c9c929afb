-- @sleutel: brin6, datum, slot
-- @sleutel_leeg: klas, leerling
-- Every slot of every timetable (of a class, or of one pupil) on every open date, per version of a school's plan.
-- Dates run from 1 August of the previous schooljaar to 31 July of this one. Closed days of the whole school are out; those
-- of a class are out of that class's timetable (of a pupil's own timetable: in school.kern.leerlingslot). Where two rows of
-- one timetable give the same slot on a date, the newest geldig_van decides.
WITH dagen AS (
    SELECT d.datum::DATE AS datum, isodow(d.datum) AS weekdag
    FROM (SELECT unnest(generate_series($horizon_van::DATE, $horizon_tot::DATE, INTERVAL 1 DAY)) AS datum) AS d
    WHERE isodow(d.datum) <= 5
),
regels AS (
    SELECT v.brin6, CASE WHEN r.leerling IS NULL THEN r.klas END AS klas, r.leerling, r.geldig_van, r.geldig_tot, r.weekdag, r.slot, r.minuten, r.regel
    FROM school.kern.versie AS v
    JOIN school.bron.rooster AS r ON r.levering_id = v.rooster_levering AND r.brin6 = v.brin6
    WHERE v.peildatum = $peildatum AND v.plan_versie = $peildatum
),
open_slot AS (
    SELECT r.brin6, r.klas, r.leerling, d.datum, r.slot, r.minuten, r.geldig_van, r.regel
    FROM regels AS r
    JOIN dagen AS d
        ON d.weekdag = r.weekdag
        AND d.datum >= coalesce(r.geldig_van, DATE '0001-01-01')
        AND d.datum <= coalesce(r.geldig_tot, DATE '9999-12-31')
    ANTI JOIN (SELECT * FROM school.kern.dicht WHERE peildatum = $peildatum AND klas IS NULL) AS x
        ON x.brin6 = r.brin6 AND x.datum = d.datum
),
zonder_klasdicht AS (
    SELECT o.*
    FROM open_slot AS o
    ANTI JOIN (SELECT * FROM school.kern.dicht WHERE peildatum = $peildatum AND klas IS NOT NULL) AS x
        ON x.brin6 = o.brin6 AND x.klas = o.klas AND x.datum = o.datum
)
SELECT
    $peildatum::DATE AS peildatum,
    brin6,
    klas,
    leerling,
    datum,
    slot,
    arg_max(minuten, (coalesce(geldig_van, DATE '0001-01-01'), regel)) AS minuten
FROM zonder_klasdicht
GROUP BY brin6, klas, leerling, datum, slot
