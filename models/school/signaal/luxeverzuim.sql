-- @sleutel: l, brin6, leerling
-- @signalen: luxeverzuim
-- Luxeverzuim: at least one missed slot of categorie luxe, ongeoorloofd, on a day with plicht, in the last 4 lesweken.
-- Away outside the holidays without leave; to be reported from the first day (Leerplichtwet 1969 art. 13a; domein.md §1.2).
SELECT
    $peildatum::DATE AS peildatum,
    e.l,
    e.brin6,
    e.leerling,
    'luxeverzuim' AS signaal,
    min(a.datum) AS sinds,
    sum(a.luxe_slots)::BIGINT AS teller,
    1::BIGINT AS noemer,
    'slot' AS eenheid
FROM school.kern.leerlingpeil AS e
JOIN school.kern.peil AS p ON p.peildatum = $peildatum AND p.l = e.l AND p.brin6 = e.brin6
JOIN school.kern.afwezigdag AS a
    ON a.peildatum = $peildatum AND a.l = e.l AND a.brin6 = e.brin6 AND a.leerling = e.leerling AND a.datum >= p.van_4
WHERE e.peildatum = $peildatum AND a.plicht AND a.luxe_slots > 0
GROUP BY e.l, e.brin6, e.leerling
HAVING sum(a.luxe_slots) >= $luxe_slots::INTEGER
