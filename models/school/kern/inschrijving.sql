-- @sleutel: brin6, leerling, van
-- Enrolment pieces with the dates of plicht (regels.md §3), per version of a school's inschrijvingen.
-- leerplicht starts on the first schooldag of this school on or after the 1st of the month after the month of the 5th birthday and
-- ends on 31 July of the schooljaar of the 16th birthday; kwalificatieplicht goes on to the day before the 18th birthday or before
-- startkwalificatie_op, not for vso_arbeid and vso_dagbesteding. Source: Leerplichtwet 1969 art. 3, 4a, 4b (domein.md §1.1).
-- The twelve-years rule needs history that is not delivered: not applied. A month before the plan's first year counts as it stands.
WITH datums AS (
    SELECT
        s.*,
        (date_trunc('month', s.geboortedatum + INTERVAL 5 YEAR) + INTERVAL 1 MONTH)::DATE AS vijf_plus,
        (s.geboortedatum + INTERVAL 16 YEAR)::DATE AS zestien,
        (s.geboortedatum + INTERVAL 18 YEAR)::DATE AS achttien
    FROM school.kern.stuk AS s
    WHERE s.peildatum = $peildatum
),
eerste AS (
    SELECT d.brin6, d.vijf_plus, min(w.datum) AS eerste_schooldag
    FROM (SELECT DISTINCT brin6, vijf_plus FROM datums WHERE vijf_plus >= $horizon_van::DATE) AS d
    JOIN school.kern.schooldag AS w ON w.peildatum = $peildatum AND w.brin6 = d.brin6 AND w.datum >= d.vijf_plus
    GROUP BY d.brin6, d.vijf_plus
),
met_leerplicht AS (
    SELECT
        d.*,
        CASE
            WHEN d.vijf_plus < $horizon_van::DATE THEN d.vijf_plus
            ELSE coalesce(e.eerste_schooldag, DATE '9999-12-31')
        END AS plicht_van,
        make_date((year(d.zestien) + CASE WHEN month(d.zestien) >= 8 THEN 1 ELSE 0 END)::BIGINT, 7, 31) AS leerplicht_tot
    FROM datums AS d
    LEFT JOIN eerste AS e ON e.brin6 = d.brin6 AND e.vijf_plus = d.vijf_plus
)
SELECT
    peildatum, brin6, leerling, persoon, van, tot, reeks_van, reeks_tot, startdatum, klas, leerjaar, onderwijssoort,
    hoofdinschrijving, bestemming_brin6, woongemeente,
    plicht_van,
    CASE
        WHEN onderwijssoort IN ('vso_arbeid', 'vso_dagbesteding') THEN leerplicht_tot
        ELSE greatest(
            leerplicht_tot,
            least((achttien - INTERVAL 1 DAY)::DATE, coalesce((startkwalificatie_op - INTERVAL 1 DAY)::DATE, DATE '9999-12-31'))
        )
    END AS plicht_tot
FROM met_leerplicht
