-- @sleutel: l, brin6, leerling
-- @signalen: onbekend_open
-- Missed slots of this schooljaar whose reason is still not given after more than 5 (setting onbekend_schooldagen) schooldagen: the same term
-- after which they count as ongeoorloofd (regels.md §2, §4 B).
SELECT
    $peildatum::DATE AS peildatum, e.l, e.brin6, e.leerling, 'onbekend_open' AS signaal,
    min(a.datum) AS sinds, sum(a.te_lang_geen_reden_slots)::BIGINT AS teller, 1::BIGINT AS noemer, 'slot' AS eenheid
FROM school.kern.leerlingpeil AS e
JOIN school.kern.peil AS p ON p.peildatum = $peildatum AND p.l = e.l AND p.brin6 = e.brin6
JOIN school.kern.afwezigdag AS a
    ON a.peildatum = $peildatum AND a.l = e.l AND a.brin6 = e.brin6 AND a.leerling = e.leerling AND a.datum >= p.jaar_van
WHERE e.peildatum = $peildatum AND a.te_lang_geen_reden_slots > 0
GROUP BY e.l, e.brin6, e.leerling
HAVING sum(a.te_lang_geen_reden_slots) >= $onbekend_slots::INTEGER
