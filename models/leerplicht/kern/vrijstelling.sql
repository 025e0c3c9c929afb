-- @sleutel: zaaknummer, begindatum
-- @sleutel_leeg: persoon, artikel, einddatum
-- The exemptions of the snapshot in force at P.
SELECT DISTINCT $peildatum::DATE AS peildatum, v.zaaknummer, v.persoon, v.artikel, v.begindatum, v.einddatum
FROM leerplicht.kern.snapshot AS s
JOIN leerplicht.bron.vrijstelling AS v ON v.levering_id = s.levering_id
WHERE s.peildatum = $peildatum AND s.soort = 'vrijstellingen'
