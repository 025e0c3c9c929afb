-- @sleutel: brin6, datum
-- The schooldagen of a school with their lesweek, per version of its inschrijvingen: dates on which one of its classes or own
-- timetables has a planned slot (regels.md §1). Lesweken are ISO weeks with a schooldag, numbered straight through; `schooljaar` is
-- the year of 1 August of the week's last schooldag; `week_in_jaar` is 1 for the first lesweek with a schooldag from 1 August on.
WITH school AS (
    SELECT brin6, plan_versie FROM school.kern.versie WHERE peildatum = $peildatum AND inschrijving_versie = $peildatum
),
data AS (
    SELECT s.brin6, p.datum
    FROM school AS s
    JOIN school.kern.plandag AS p ON p.peildatum = s.plan_versie AND p.brin6 = s.brin6 AND p.leerling IS NULL
    UNION
    SELECT s.brin6, p.datum
    FROM school AS s
    JOIN school.kern.plandag AS p ON p.peildatum = s.plan_versie AND p.brin6 = s.brin6 AND p.leerling IS NOT NULL
    JOIN school.kern.stuk AS i
        ON i.peildatum = $peildatum AND i.brin6 = s.brin6 AND i.leerling = p.leerling AND p.datum BETWEEN i.van AND i.tot
    ANTI JOIN school.kern.dicht AS x
        ON x.peildatum = s.plan_versie AND x.brin6 = s.brin6 AND x.klas = i.klas AND x.datum = p.datum
),
met_week AS (
    SELECT
        brin6,
        datum,
        date_trunc('week', datum)::DATE AS maandag,
        max(datum) OVER (PARTITION BY brin6, date_trunc('week', datum)) AS laatste
    FROM data
),
met_jaar AS (
    SELECT *, (year(laatste) - CASE WHEN month(laatste) < 8 THEN 1 ELSE 0 END)::INTEGER AS schooljaar FROM met_week
)
SELECT
    $peildatum::DATE AS peildatum,
    brin6,
    datum,
    maandag,
    dense_rank() OVER (PARTITION BY brin6 ORDER BY maandag)::INTEGER AS lesweek,
    schooljaar,
    dense_rank() OVER (PARTITION BY brin6, schooljaar ORDER BY maandag)::INTEGER AS week_in_jaar
FROM met_jaar
