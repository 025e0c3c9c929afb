-- @sleutel: brin6, leerling, van
-- The enrolment of a pupil cut into pieces that do not overlap, per version of a school's inschrijvingen.
-- On each date the row with the latest startdatum decides (class, school type, date of birth); a diploma holds for all rows. `reeks_van` and
-- `reeks_tot` are the first and last day of the enrolment: rows that touch or overlap are one (aanlevering.md §1).
-- persoon: the pgn of the newest row that has a valid one, for all dates (regels.md §3); without one the pupil of this school.
WITH rijen AS (
    SELECT
        i.brin6, i.leerling, i.pgn_persoon, i.geboortedatum, i.klas, i.leerjaar, i.onderwijssoort, i.startdatum,
        coalesce(i.einddatum, DATE '9999-12-31') AS einddatum, i.hoofdinschrijving, i.startkwalificatie_op,
        i.bestemming_brin6, i.woongemeente, i.regel
    FROM school.kern.versie AS v
    JOIN school.bron.inschrijving AS i ON i.levering_id = v.inschrijving_levering AND i.brin6 = v.brin6
    WHERE v.peildatum = $peildatum AND v.inschrijving_versie = $peildatum
        AND i.startdatum <= coalesce(i.einddatum, DATE '9999-12-31')
),
per_leerling AS (
    SELECT
        brin6,
        leerling,
        coalesce(arg_max(pgn_persoon, (startdatum, regel)) FILTER (pgn_persoon IS NOT NULL), leerling) AS persoon,
        arg_max(coalesce(woongemeente, ''), (startdatum, regel)) AS woongemeente,
        min(startkwalificatie_op) AS startkwalificatie_op
    FROM rijen
    GROUP BY brin6, leerling
),
grenzen AS (
    SELECT brin6, leerling, startdatum AS grens FROM rijen
    UNION
    SELECT brin6, leerling, (einddatum + INTERVAL 1 DAY)::DATE AS grens FROM rijen WHERE einddatum < DATE '9999-12-31'
),
vakken AS (
    SELECT
        brin6, leerling, grens AS van,
        coalesce((lead(grens) OVER (PARTITION BY brin6, leerling ORDER BY grens) - INTERVAL 1 DAY)::DATE, DATE '9999-12-31') AS tot
    FROM grenzen
),
gekozen AS (
    SELECT k.van, k.tot, r.*
    FROM vakken AS k
    JOIN rijen AS r ON r.brin6 = k.brin6 AND r.leerling = k.leerling AND r.startdatum <= k.van AND r.einddatum >= k.van
    QUALIFY row_number() OVER (PARTITION BY k.brin6, k.leerling, k.van ORDER BY r.startdatum DESC, r.regel DESC) = 1
),
reeksnummer AS (
    SELECT
        *,
        sum(breuk) OVER (PARTITION BY brin6, leerling ORDER BY van) AS reeks
    FROM (
        SELECT
            *,
            CASE
                WHEN lag(tot) OVER (PARTITION BY brin6, leerling ORDER BY van) >= (van - INTERVAL 1 DAY)::DATE THEN 0
                ELSE 1
            END AS breuk
        FROM gekozen
    ) AS b
)
SELECT
    $peildatum::DATE AS peildatum,
    g.brin6,
    g.leerling,
    p.persoon,
    g.van,
    g.tot,
    min(g.van) OVER (PARTITION BY g.brin6, g.leerling, g.reeks) AS reeks_van,
    max(g.tot) OVER (PARTITION BY g.brin6, g.leerling, g.reeks) AS reeks_tot,
    g.startdatum,
    g.klas,
    g.leerjaar,
    g.onderwijssoort,
    g.hoofdinschrijving,
    g.geboortedatum,
    p.startkwalificatie_op,
    g.bestemming_brin6,
    nullif(p.woongemeente, '') AS woongemeente
FROM reeksnummer AS g
JOIN per_leerling AS p ON p.brin6 = g.brin6 AND p.leerling = g.leerling
