-- @sleutel: signaal, sinds
-- @sleutel_leeg: brin6, leerling, zaaknummer
-- @signalen: vrijstelling_verloopt
-- An exemption whose einddatum lies within 30 days of P, before or after, while no exemption of the same artikel holds for that person the day
-- after it (Leerplichtwet 1969 art. 5, 11, 15; regels.md §4 A). waarde: days from P to the einddatum, negative when it has passed.
WITH verloopt AS (
    SELECT v.*
    FROM leerplicht.kern.vrijstelling AS v
    WHERE v.peildatum = $peildatum AND abs(date_diff('day', $peildatum::DATE, v.einddatum)) <= $vrijstelling_dagen::INTEGER
),
gevolgd AS (
    SELECT DISTINCT v.persoon, v.artikel, v.einddatum
    FROM verloopt AS v
    JOIN leerplicht.kern.vrijstelling AS n ON n.peildatum = $peildatum AND n.persoon = v.persoon AND n.artikel = v.artikel
    WHERE coalesce(n.begindatum, DATE '0001-01-01') <= (v.einddatum + INTERVAL 1 DAY)::DATE
        AND coalesce(n.einddatum, DATE '9999-12-31') > v.einddatum
)
SELECT
    $peildatum::DATE AS peildatum, p.brin6, p.leerling, CASE WHEN p.leerling IS NULL THEN v.zaaknummer END AS zaaknummer, v.persoon,
    coalesce(p.in_gemeente, true) AS in_gemeente, 'vrijstelling_verloopt' AS signaal,
    v.einddatum AS sinds, date_diff('day', $peildatum::DATE, v.einddatum)::BIGINT AS teller, 1::BIGINT AS noemer, 'dag' AS eenheid
FROM verloopt AS v
ANTI JOIN gevolgd AS g ON g.persoon = v.persoon AND g.artikel = v.artikel AND g.einddatum = v.einddatum
LEFT JOIN (SELECT * FROM leerplicht.kern.plek WHERE peildatum = $peildatum AND heeft_pgn) AS p ON p.persoon = v.persoon
QUALIFY p.leerling IS NULL OR row_number() OVER (PARTITION BY p.leerling ORDER BY v.einddatum, v.zaaknummer) = 1
