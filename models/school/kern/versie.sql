-- @sleutel: brin6
-- @kolommen: peildatum DATE, brin6 VARCHAR, schooljaar INTEGER, inschrijving_levering BIGINT, rooster_levering BIGINT, kalender_levering BIGINT, code_levering BIGINT, plan_versie DATE, inschrijving_versie DATE, code_versie DATE
-- Which snapshot of each school is in force at P, and since which Sunday the tables made from it hold.
-- A snapshot kind (inschrijvingen, rooster, kalender, codes) is the whole truth of its school: the newest one received
-- decides, unless a file of it was refused (aanlevering.md §1). One that says line by line what the one in force says (an Excel file
-- saved again, another column that is not stored) changes nothing, and the one in force stays. A version date is the Sunday in whose partition the derived rows stand. A new
-- schooljaar makes new versions, because plans reach to 31 July only.
WITH bruikbaar AS (
    SELECT l.brin6, l.soort, l.levering_id, max(l.volgorde) AS volgorde
    FROM school.bron.levering AS l
    JOIN school.bron.ontvangst AS o ON o.bestand_id = l.bestand_id AND o.peildatum = l.peildatum
    WHERE l.peildatum <= $peildatum AND NOT l.herhaald AND l.soort IN ('inschrijvingen', 'rooster', 'kalender', 'codes')
    GROUP BY l.brin6, l.soort, l.levering_id
    HAVING bool_and(o.uitkomst = 'verwerkt')
),
laatste AS (
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
vorige AS (
    SELECT * FROM school.kern.versie WHERE peildatum = $vorige_peildatum
),
wissel AS (
    SELECT w.brin6, w.soort, unnest([w.oud, w.nieuw]) AS levering_id
    FROM (
        SELECT l.brin6, unnest([
            {soort: 'inschrijvingen', oud: v.inschrijving_levering, nieuw: l.inschrijving_levering},
            {soort: 'rooster', oud: v.rooster_levering, nieuw: l.rooster_levering},
            {soort: 'kalender', oud: v.kalender_levering, nieuw: l.kalender_levering},
            {soort: 'codes', oud: v.code_levering, nieuw: l.code_levering}
        ], recursive := true)
        FROM laatste AS l
        JOIN vorige AS v ON v.brin6 = l.brin6
    ) AS w
    WHERE w.oud <> w.nieuw
),
inhoud AS (
    SELECT levering_id, sum(hash(regel, leerling, pgn_persoon, geboortedatum, klas, leerjaar, onderwijssoort, startdatum, einddatum,
        hoofdinschrijving, startkwalificatie_op, bestemming_brin6, woongemeente)::HUGEINT) AS som
    FROM school.bron.inschrijving
    SEMI JOIN wissel ON wissel.levering_id = inschrijving.levering_id
    GROUP BY levering_id
    UNION ALL
    SELECT levering_id, sum(hash(regel, klas, leerling, geldig_van, geldig_tot, weekdag, slot, minuten)::HUGEINT)
    FROM school.bron.rooster
    SEMI JOIN wissel ON wissel.levering_id = rooster.levering_id
    GROUP BY levering_id
    UNION ALL
    SELECT levering_id, sum(hash(regel, van, tot, soort, klas)::HUGEINT)
    FROM school.bron.kalender
    SEMI JOIN wissel ON wissel.levering_id = kalender.levering_id
    GROUP BY levering_id
    UNION ALL
    SELECT levering_id, sum(hash(regel, code, categorie, geoorloofd, geldig_van, geldig_tot)::HUGEINT)
    FROM school.bron.code
    SEMI JOIN wissel ON wissel.levering_id = code.levering_id
    GROUP BY levering_id
),
gelijk AS (
    SELECT w.brin6, w.soort
    FROM wissel AS w
    JOIN inhoud AS i ON i.levering_id = w.levering_id
    GROUP BY w.brin6, w.soort
    HAVING count(*) = 2 AND min(i.som) = max(i.som)
),
nieuwste AS (
    SELECT
        l.brin6,
        CASE WHEN bool_or(g.soort = 'inschrijvingen') THEN any_value(v.inschrijving_levering) ELSE any_value(l.inschrijving_levering) END AS inschrijving_levering,
        CASE WHEN bool_or(g.soort = 'rooster') THEN any_value(v.rooster_levering) ELSE any_value(l.rooster_levering) END AS rooster_levering,
        CASE WHEN bool_or(g.soort = 'kalender') THEN any_value(v.kalender_levering) ELSE any_value(l.kalender_levering) END AS kalender_levering,
        CASE WHEN bool_or(g.soort = 'codes') THEN any_value(v.code_levering) ELSE any_value(l.code_levering) END AS code_levering
    FROM laatste AS l
    LEFT JOIN vorige AS v ON v.brin6 = l.brin6
    LEFT JOIN gelijk AS g ON g.brin6 = l.brin6
    GROUP BY l.brin6
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
    LEFT JOIN vorige AS v ON v.brin6 = n.brin6
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
