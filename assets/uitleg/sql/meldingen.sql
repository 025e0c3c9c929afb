-- The V3 reports of leerplicht about this pupil and school, as the school room knows them at P.
SELECT meldingsnummer, begindatum, einddatum, melddatum
FROM school.kern.melding
WHERE peildatum = $peildatum AND brin6 = $brin6 AND leerling = $leerling
ORDER BY melddatum, try_cast(meldingsnummer AS HUGEINT), meldingsnummer
