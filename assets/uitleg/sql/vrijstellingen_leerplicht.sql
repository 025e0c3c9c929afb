-- The exemptions of a person, or of one case, in the snapshot in force at P.
SELECT v.zaaknummer, v.artikel, v.begindatum, v.einddatum, l.bestand, l.ontvangen_op, v.regel
FROM leerplicht.kern.snapshot AS s
JOIN leerplicht.bron.vrijstelling AS v ON v.levering_id = s.levering_id
JOIN leerplicht.bron.levering AS l ON l.bestand_id = v.bestand_id AND NOT l.herhaald
WHERE s.peildatum = $peildatum AND s.soort = 'vrijstellingen' AND (v.persoon = $persoon OR v.zaaknummer = $zaaknummer)
ORDER BY v.einddatum, v.zaaknummer, v.regel
