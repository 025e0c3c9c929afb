-- The lesweken of these schools up to P, and whether each was delivered.
SELECT brin6, maandag, lesweek, schooljaar, week_in_jaar, geleverd
FROM school.kern.week
WHERE peildatum = $peildatum AND list_contains($scholen::VARCHAR[], brin6)
ORDER BY brin6, maandag
