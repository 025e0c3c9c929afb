-- @sleutel: brin6, leerling, artikel
-- @sleutel_leeg: einddatum
-- Exemptions that are valid on P of pupils with an L row: the list says when there is one; it stops no signal (regels.md §3).
WITH op_lijst AS (
    SELECT DISTINCT s.brin6, s.leerling, i.persoon
    FROM leerplicht.publicatie.signaal AS s
    JOIN leerplicht.kern.versie AS v ON v.peildatum = $peildatum AND v.brin6 = s.brin6
    JOIN leerplicht.kern.inschrijving AS i ON i.peildatum = v.inschrijving_versie AND i.brin6 = s.brin6 AND i.leerling = s.leerling
    WHERE s.peildatum = $peildatum
)
SELECT DISTINCT $peildatum::DATE AS peildatum, l.brin6, l.leerling, v.artikel, v.einddatum
FROM op_lijst AS l
JOIN leerplicht.kern.vrijstelling AS v ON v.peildatum = $peildatum AND v.persoon = l.persoon
WHERE v.begindatum <= $peildatum::DATE AND coalesce(v.einddatum, DATE '9999-12-31') >= $peildatum::DATE
