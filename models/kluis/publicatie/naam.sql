-- @soort: zicht
-- @sleutel: brin6, leerlingnummer
-- Name and leerlingnummer of each pupil as known at each Sunday he was delivered: for the writer of one school's folder, while it writes.
SELECT peildatum, brin6, leerlingnummer, school_leerling, leerplicht_leerling,
    arg_max(roepnaam, volgorde) AS roepnaam, arg_max(achternaam, volgorde) AS achternaam
FROM kluis.bron.leerling
GROUP BY peildatum, brin6, leerlingnummer, school_leerling, leerplicht_leerling
