-- The Sundays before P at which this pupil's signal was given on its own facts: the newest first.
SELECT peildatum
FROM school.signaal.uitkomst
WHERE brin6 = $brin6 AND leerling = $leerling AND signaal = $signaal AND peildatum < $peildatum AND status IN ('nieuw', 'blijft')
ORDER BY peildatum DESC
