-- @sleutel: l, brin6, leerling
-- @signalen: lang_weekend
-- A long weekend: a missed Friday and the Monday after it, at least 3 times in the last 12 lesweken. A missed day: at least half of the known
-- planned minutes missed. sinds is the first of those Fridays. A school's own signal, as an example (docs/gids/eigen-signaal.md).
SELECT
    $peildatum::DATE AS peildatum, e.l, e.brin6, e.leerling, 'lang_weekend' AS signaal,
    min(vrijdag.datum) AS sinds, count(*)::BIGINT AS teller, 1::BIGINT AS noemer, 'keer' AS eenheid
FROM school.kern.leerlingpeil AS e
JOIN school.kern.peil AS p ON p.peildatum = $peildatum AND p.l = e.l AND p.brin6 = e.brin6
JOIN school.kern.afwezigdag AS vrijdag
    ON vrijdag.peildatum = $peildatum AND vrijdag.l = e.l AND vrijdag.brin6 = e.brin6 AND vrijdag.leerling = e.leerling
JOIN school.kern.afwezigdag AS maandag
    ON maandag.peildatum = $peildatum AND maandag.l = e.l AND maandag.brin6 = e.brin6 AND maandag.leerling = e.leerling
    AND maandag.datum = vrijdag.datum + 3
WHERE e.peildatum = $peildatum AND isodow(vrijdag.datum) = 5 AND vrijdag.datum >= p.van_12
    AND vrijdag.is_gemiste_dag AND maandag.is_gemiste_dag
GROUP BY e.l, e.brin6, e.leerling
HAVING count(*) >= $lang_weekend_keer::INTEGER
