-- @sleutel: l, brin6, leerling
-- @signalen: schorsing
-- Suspended: a missed slot of categorie schorsing in the last 4 lesweken (early signal, regels.md §4 B; domein.md §5).
SELECT
    $peildatum::DATE AS peildatum, e.l, e.brin6, e.leerling, 'schorsing' AS signaal,
    min(a.datum) AS sinds, sum(a.schorsing_slots)::BIGINT AS teller, 1::BIGINT AS noemer, 'slot' AS eenheid
FROM school.kern.leerlingpeil AS e
JOIN school.kern.peil AS p ON p.peildatum = $peildatum AND p.l = e.l AND p.brin6 = e.brin6
JOIN school.kern.afwezigdag AS a
    ON a.peildatum = $peildatum AND a.l = e.l AND a.brin6 = e.brin6 AND a.leerling = e.leerling AND a.datum >= p.van_4
WHERE e.peildatum = $peildatum AND a.schorsing_slots > 0
GROUP BY e.l, e.brin6, e.leerling
HAVING sum(a.schorsing_slots) >= $schorsing_slots::INTEGER
