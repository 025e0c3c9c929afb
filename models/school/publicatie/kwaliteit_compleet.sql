-- @sleutel: brin6, maandag
-- How long a school took to deliver each lesweek of the schooljaar of lesweek k: the days from its last schooldag (up to P) to the receipt
-- after which each of its schooldagen lay in the period of a delivery received on or after that day (regels.md §2). Null: not yet.
WITH dagen AS (
    SELECT d.brin6, d.maandag, d.datum, min(l.ontvangen_datum) AS gedekt_op
    FROM school.kern.peil AS p
    JOIN school.kern.versie AS v ON v.peildatum = $peildatum AND v.brin6 = p.brin6
    JOIN school.kern.schooldag AS d
        ON d.peildatum = v.inschrijving_versie AND d.brin6 = p.brin6 AND d.schooljaar = p.schooljaar AND d.datum <= $peildatum
    LEFT JOIN school.kern.verzuimlevering AS l
        ON l.peildatum = $peildatum AND l.brin6 = d.brin6 AND d.datum >= l.van AND d.datum <= l.tot AND l.ontvangen_datum >= d.datum
    WHERE p.peildatum = $peildatum AND p.l = $peildatum::DATE
    GROUP BY d.brin6, d.maandag, d.datum
)
SELECT
    $peildatum::DATE AS peildatum,
    brin6,
    maandag,
    CASE WHEN count(gedekt_op) = count(*) THEN greatest(date_diff('day', max(datum), max(gedekt_op)), 0) END::INTEGER AS dagen
FROM dagen
GROUP BY brin6, maandag
