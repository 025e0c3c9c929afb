-- @sleutel: brin6, bekend_op, reden
-- Why rows of a school wait at P, per Sunday at which their file became known, in the schooljaar of P.
SELECT $peildatum::DATE AS peildatum, o.brin6, f.bekend_op, o.reden, count(*)::BIGINT AS regels
FROM school.publicatie.opmerking AS o
JOIN school.publicatie.opname AS f ON f.peildatum = $peildatum AND f.bestand_id = o.bestand_id
WHERE o.peildatum = $peildatum AND o.uitkomst = 'quarantaine' AND f.uitkomst = 'verwerkt'
    AND f.bekend_op >= make_date($schooljaar::BIGINT, 8, 1)
GROUP BY o.brin6, f.bekend_op, o.reden
