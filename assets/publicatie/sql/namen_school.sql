-- Door kluis -> the writer of one school's folder: who a pupil of the school room is, by the newest snapshot known at P.
SELECT school_leerling AS leerling, leerlingnummer, arg_max(roepnaam, peildatum) AS roepnaam, arg_max(achternaam, peildatum) AS achternaam
FROM kluis.publicatie.naam
WHERE brin6 = $brin6 AND peildatum <= $peildatum
GROUP BY ALL
ORDER BY leerlingnummer
