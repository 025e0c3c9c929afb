-- @sleutel: zaaknummer
-- Absoluut verzuim that goes on at P: datum_signaal <= P, and open or with an einddatum after P (regels.md §4 A).
SELECT $peildatum::DATE AS peildatum, a.zaaknummer, a.persoon, a.datum_signaal
FROM leerplicht.kern.snapshot AS s
JOIN leerplicht.bron.absoluut AS a ON a.levering_id = s.levering_id
WHERE s.peildatum = $peildatum AND s.soort = 'absoluut' AND a.datum_signaal <= $peildatum::DATE
    AND (a.status = 'open' OR a.einddatum > $peildatum::DATE)
