-- @sleutel: brin6, leerling, artikel
-- @sleutel_leeg: einddatum
-- Exemptions that are valid on P of pupils with an L row: the list says when there is one; it stops no signal (regels.md §3).
SELECT DISTINCT $peildatum::DATE AS peildatum, s.brin6, s.leerling, v.artikel, v.einddatum
FROM leerplicht.kern.signaal AS s
JOIN leerplicht.kern.snapshot AS n ON n.peildatum = $peildatum AND n.soort = 'vrijstellingen'
JOIN leerplicht.bron.vrijstelling AS v ON v.levering_id = n.levering_id AND v.persoon = s.persoon
WHERE s.peildatum = $peildatum AND v.begindatum <= $peildatum::DATE AND coalesce(v.einddatum, DATE '9999-12-31') >= $peildatum::DATE
