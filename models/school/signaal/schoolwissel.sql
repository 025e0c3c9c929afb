-- @sleutel: l, brin6, leerling
-- @signalen: schoolwissel
-- Two schools or more among a person's main enrolments that overlap this schooljaar up to L (domein.md §5). The row goes to the newest of them, if
-- that enrolment began after the first schooldag of the schooljaar there. Rows that touch are one enrolment.
WITH hoofd AS (
    SELECT i.persoon, i.brin6, i.leerling, i.reeks_van, i.van, i.tot
    FROM school.kern.versie AS v
    JOIN school.kern.inschrijving AS i ON i.peildatum = v.inschrijving_versie AND i.brin6 = v.brin6
    WHERE v.peildatum = $peildatum AND i.hoofdinschrijving
),
meer AS (
    SELECT persoon FROM hoofd GROUP BY persoon HAVING count(DISTINCT brin6) >= $wissel_scholen::INTEGER
),
dit_jaar AS (
    SELECT
        e.l, e.brin6, e.leerling, p.jaar_van,
        count(DISTINCT h.brin6) AS scholen,
        max((h.reeks_van, h.brin6)) AS nieuwste,
        max(h.reeks_van) FILTER (h.brin6 = e.brin6 AND h.leerling = e.leerling) AS eigen_van
    FROM school.kern.leerlingpeil AS e
    SEMI JOIN meer AS m ON m.persoon = e.persoon
    JOIN school.kern.peil AS p ON p.peildatum = $peildatum AND p.l = e.l AND p.brin6 = e.brin6
    JOIN hoofd AS h ON h.persoon = e.persoon AND h.van <= e.l AND h.tot >= p.jaar_van
    WHERE e.peildatum = $peildatum AND e.hoofdinschrijving
    GROUP BY e.l, e.brin6, e.leerling, p.jaar_van
),
eerste_schooldag AS (
    SELECT j.l, j.brin6, j.leerling, min(d.datum) AS datum
    FROM dit_jaar AS j
    JOIN school.kern.versie AS v ON v.peildatum = $peildatum AND v.brin6 = j.brin6
    JOIN school.kern.schooldag AS d ON d.peildatum = v.inschrijving_versie AND d.brin6 = j.brin6 AND d.datum >= j.jaar_van
    GROUP BY j.l, j.brin6, j.leerling
)
SELECT
    $peildatum::DATE AS peildatum, j.l, j.brin6, j.leerling, 'schoolwissel' AS signaal,
    j.eigen_van AS sinds, j.scholen::BIGINT AS teller, 1::BIGINT AS noemer, 'school' AS eenheid
FROM dit_jaar AS j
JOIN eerste_schooldag AS d ON d.l = j.l AND d.brin6 = j.brin6 AND d.leerling = j.leerling
WHERE j.scholen >= $wissel_scholen::INTEGER AND j.nieuwste = (j.eigen_van, j.brin6) AND j.eigen_van > d.datum
