-- The rows of the register of absoluut verzuim about a person, or of one case, in the snapshot in force at P.
SELECT a.zaaknummer, a.datum_signaal, a.status, a.einddatum, l.bestand, l.ontvangen_op, a.regel
FROM leerplicht.kern.snapshot AS s
JOIN leerplicht.bron.absoluut AS a ON a.levering_id = s.levering_id
JOIN leerplicht.bron.levering AS l ON l.bestand_id = a.bestand_id AND NOT l.herhaald
WHERE s.peildatum = $peildatum AND s.soort = 'absoluut' AND (a.persoon = $persoon OR a.zaaknummer = $zaaknummer)
ORDER BY a.datum_signaal, a.zaaknummer, a.regel
