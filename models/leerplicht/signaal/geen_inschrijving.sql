-- @sleutel: brin6, leerling
-- @signalen: geen_inschrijving
-- A pupil with a pgn and plicht on P who is enrolled nowhere on P, while the last school has had a schooldag since the last einddatum: no exemption
-- valid on P, last enrolment without bestemming_brin6, no absoluut row closed as verhuisd, buitenland or overleden (Leerplichtwet 1969
-- art. 2; regels.md §4 A). `dagen`: the length counted as for lrv with the lesweken of the last school, for the counts.
WITH kandidaat AS (
    SELECT p.*
    FROM leerplicht.kern.plek AS p
    ANTI JOIN (
        SELECT persoon
        FROM leerplicht.kern.vrijstelling
        WHERE peildatum = $peildatum AND $peildatum::DATE BETWEEN coalesce(begindatum, DATE '0001-01-01') AND coalesce(einddatum, DATE '9999-12-31')
    ) AS v ON v.persoon = p.persoon
    ANTI JOIN (
        SELECT a.persoon
        FROM leerplicht.kern.snapshot AS s
        JOIN leerplicht.bron.absoluut AS a ON a.levering_id = s.levering_id
        WHERE s.peildatum = $peildatum AND s.soort = 'absoluut' AND a.status = 'gesloten' AND a.reden IN ('verhuisd', 'buitenland', 'overleden')
    ) AS w ON w.persoon = p.persoon
    WHERE p.peildatum = $peildatum AND p.heeft_pgn AND p.plicht AND p.tot < $peildatum::DATE AND p.bestemming_brin6 IS NULL
),
geteld AS (
    SELECT k.brin6, k.leerling, count(*) AS schooldagen
    FROM kandidaat AS k
    JOIN leerplicht.kern.versie AS v ON v.peildatum = $peildatum AND v.brin6 = k.brin6
    JOIN leerplicht.kern.schooldag AS d
        ON d.peildatum = v.inschrijving_versie AND d.brin6 = k.brin6 AND d.datum > k.tot AND d.datum <= $peildatum::DATE
    GROUP BY k.brin6, k.leerling
),
lengte AS (
    SELECT
        k.brin6, k.leerling,
        sum(date_diff('day', greatest(w.maandag, (k.tot + INTERVAL 1 DAY)::DATE), (w.maandag + INTERVAL 6 DAY)::DATE) + 1)::BIGINT AS dagen
    FROM kandidaat AS k
    JOIN leerplicht.kern.lesweek AS w
        ON w.peildatum = $peildatum AND w.brin6 = k.brin6 AND w.geleverd AND (w.maandag + INTERVAL 6 DAY)::DATE > k.tot
    GROUP BY k.brin6, k.leerling
)
SELECT
    $peildatum::DATE AS peildatum, k.brin6, k.leerling, NULL::VARCHAR AS zaaknummer, k.persoon, k.in_gemeente, 'geen_inschrijving' AS signaal,
    (k.tot + INTERVAL 1 DAY)::DATE AS sinds, g.schooldagen::BIGINT AS teller, 1::BIGINT AS noemer, 'schooldag' AS eenheid,
    coalesce(n.dagen, 0) AS dagen
FROM kandidaat AS k
JOIN geteld AS g ON g.brin6 = k.brin6 AND g.leerling = k.leerling
LEFT JOIN lengte AS n ON n.brin6 = k.brin6 AND n.leerling = k.leerling
WHERE g.schooldagen >= $geen_inschrijving_schooldagen::INTEGER
