-- Door school -> stad: what kernteams decided, as pupils per school, on its way through disclosure control.
SELECT brin6, groep, deel, in_stad AS leerlingen FROM school.publicatie.leertelling WHERE peildatum = $peildatum ORDER BY brin6, groep, deel
