-- The rows of the deliveries that say where these pupils are enrolled, of the snapshots in force at P.
SELECT i.brin6, i.leerling, i.startdatum, i.einddatum, l.bestand, l.ontvangen_op, i.regel
FROM school.kern.versie AS v
JOIN school.bron.inschrijving AS i ON i.levering_id = v.inschrijving_levering AND i.brin6 = v.brin6
JOIN school.bron.levering AS l ON l.bestand_id = i.bestand_id AND NOT l.herhaald
WHERE v.peildatum = $peildatum AND list_contains($leerlingen::BIGINT[], i.leerling)
ORDER BY i.startdatum, i.brin6, l.bestand, i.regel
