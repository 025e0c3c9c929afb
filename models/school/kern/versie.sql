-- @sleutel: brin6
-- @kolommen: peildatum DATE, brin6 VARCHAR, schooljaar INTEGER, inschrijving_levering BIGINT, rooster_levering BIGINT, kalender_levering BIGINT, code_levering BIGINT, plan_versie DATE, inschrijving_versie DATE, code_versie DATE
-- Which snapshot of each school is in force at P, and since which Sunday the tables made from it hold.
-- A snapshot kind (inschrijvingen, rooster, kalender, codes) is the whole truth of its school: the newest one received
-- decides, unless a file of it was refused (aanlevering.md §1). A version date is the Sunday in whose partition the derived rows stand. A new
-- schooljaar makes new versions, because plans reach to 31 July only.
WITH bruikbaar AS (
    SELECT l.brin6, l.soort, l.levering_id, max(l.volgorde) AS volgorde
    FROM school.bron.levering AS l
    JOIN school.bron.ontvangst AS o ON o.bestand_id = l.bestand_id AND o.peildatum = l.peildatum
    WHERE l.peildatum <= $peildatum AND NOT l.herhaald AND l.soort IN ('inschrijvingen', 'rooster', 'kalender', 'codes')
    GROUP BY l.brin6, l.soort, l.levering_id
    HAVING bool_and(o.uitkomst = 'verwerkt')
),
nieuwste AS (
    SELECT
        s.brin6,
        arg_max(b.levering_id, b.volgorde) FILTER (b.soort = 'inschrijvingen') AS inschrijving_levering,
        arg_max(b.levering_id, b.volgorde) FILTER (b.soort = 'rooster') AS rooster_levering,
        arg_max(b.levering_id, b.volgorde) FILTER (b.soort = 'kalender') AS kalender_levering,
        arg_max(b.levering_id, b.volgorde) FILTER (b.soort = 'codes') AS code_levering
    FROM school.bron.school AS s
    LEFT JOIN bruikbaar AS b ON b.brin6 = s.brin6
    WHERE s.peildatum = $peildatum
    GROUP BY s.brin6
),
vergeleken AS (
    SELECT
        n.*,
        v.inschrijving_versie AS vorige_inschrijving_versie,
        v.plan_versie AS vorige_plan_versie,
        v.code_versie AS vorige_code_versie,
        v.brin6 IS NULL
        OR v.rooster_levering IS DISTINCT FROM n.rooster_levering
        OR v.kalender_levering IS DISTINCT FROM n.kalender_levering
        OR v.schooljaar <> $schooljaar AS plan_nieuw,
        v.brin6 IS NULL OR v.inschrijving_levering IS DISTINCT FROM n.inschrijving_levering AS inschrijving_nieuw,
        v.brin6 IS NULL OR v.code_levering IS DISTINCT FROM n.code_levering AS code_nieuw
    FROM nieuwste AS n
    LEFT JOIN school.kern.versie AS v
        ON v.brin6 = n.brin6 AND v.peildatum = $vorige_peildatum
)
SELECT
    $peildatum::DATE AS peildatum,
    brin6,
    $schooljaar::INTEGER AS schooljaar,
    inschrijving_levering,
    rooster_levering,
    kalender_levering,
    code_levering,
    CASE WHEN plan_nieuw THEN $peildatum::DATE ELSE vorige_plan_versie END AS plan_versie,
    CASE WHEN plan_nieuw OR inschrijving_nieuw THEN $peildatum::DATE ELSE vorige_inschrijving_versie END AS inschrijving_versie,
    CASE WHEN code_nieuw THEN $peildatum::DATE ELSE vorige_code_versie END AS code_versie
FROM vergeleken
