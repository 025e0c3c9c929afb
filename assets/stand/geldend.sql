-- The attendance rows of one school that are current at a moment (null: now), one row a date that they cover (regels.md §2, Which rows are current): by
-- school and date those of the newest delivery whose period holds the date, plus those of later-received deliveries without a period. What lies
-- after the receipt is not known yet (aanlevering.md §2: a span is judged by what is left after cutting at the receipt date).
WITH leveringen AS (
    SELECT l.brin6, l.levering_id, l.van, l.tot, max(l.volgorde) AS volgorde, max(l.ontvangen_op)::DATE AS ontvangen_datum
    FROM school.bron.levering AS l
    JOIN school.bron.ontvangst AS o ON o.bestand_id = l.bestand_id
    WHERE l.soort = 'verzuim' AND l.brin6 = $brin6 AND NOT l.herhaald AND o.uitkomst = 'verwerkt'
        AND ($op::TIMESTAMP IS NULL OR l.ontvangen_op <= $op::TIMESTAMP)
    GROUP BY ALL
),
rijen AS (
    SELECT
        v.*, l.volgorde, l.van AS periode_van, greatest(v.van_datum, l.van) AS eerste,
        least(coalesce(v.tot_datum, l.ontvangen_datum), coalesce(l.tot, l.ontvangen_datum), l.ontvangen_datum) AS laatste
    FROM leveringen AS l
    JOIN school.bron.verzuim AS v ON v.levering_id = l.levering_id AND v.brin6 = l.brin6
),
rijdag AS (
    SELECT r.*, unnest(generate_series(r.eerste, r.laatste, INTERVAL 1 DAY))::DATE AS datum
    FROM rijen AS r
    WHERE r.eerste <= r.laatste
),
dagen AS (
    SELECT DISTINCT brin6, datum FROM rijdag
),
nieuwste AS (
    SELECT d.brin6, d.datum, max(l.volgorde) AS volgorde
    FROM dagen AS d
    JOIN leveringen AS l ON l.brin6 = d.brin6 AND d.datum >= l.van AND d.datum <= l.tot
    GROUP BY d.brin6, d.datum
)
SELECT
    r.brin6, r.leerling, r.datum, r.eenheid,
    CASE WHEN r.datum = r.van_datum THEN r.slot_van END AS van,
    CASE WHEN r.datum = r.tot_datum THEN r.slot_tot END AS tot,
    r.soort, r.code, r.ingevoerd_utc, l.bestand, r.regel
FROM rijdag AS r
JOIN school.bron.levering AS l ON l.bestand_id = r.bestand_id
LEFT JOIN nieuwste AS w ON w.brin6 = r.brin6 AND w.datum = r.datum
WHERE w.volgorde IS NULL OR r.volgorde = w.volgorde OR (r.periode_van IS NULL AND r.volgorde > w.volgorde)
ORDER BY r.datum, l.bestand, r.regel
