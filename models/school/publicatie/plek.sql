-- @sleutel: persoon
-- Where each person counts at P: the main enrolment on P with the latest startdatum; without one the newest enrolment (open, else latest
-- einddatum, then latest startdatum). With whether plicht holds there on P (aanlevering.md §3, trends.csv).
WITH stukken AS (
    SELECT i.*, $peildatum::DATE BETWEEN i.van AND i.tot AS is_nu
    FROM school.kern.versie AS v
    JOIN school.kern.inschrijving AS i ON i.peildatum = v.inschrijving_versie AND i.brin6 = v.brin6
    WHERE v.peildatum = $peildatum AND i.van <= $peildatum::DATE
)
SELECT $peildatum::DATE AS peildatum, persoon, brin6, leerling, $peildatum::DATE BETWEEN plicht_van AND plicht_tot AS plicht
FROM stukken
QUALIFY row_number() OVER (
    PARTITION BY persoon
    ORDER BY (is_nu AND hoofdinschrijving) DESC, CASE WHEN is_nu AND hoofdinschrijving THEN startdatum END DESC NULLS LAST,
        reeks_tot DESC, startdatum DESC, van DESC, brin6
) = 1
