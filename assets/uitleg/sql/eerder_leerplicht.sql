-- The same for the signals that leerplicht finds itself.
SELECT peildatum
FROM leerplicht.signaal.uitkomst
WHERE wie = $wie AND signaal = $signaal AND peildatum < $peildatum AND status IN ('nieuw', 'blijft')
ORDER BY peildatum DESC
