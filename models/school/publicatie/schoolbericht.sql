-- @sleutel: brin6
-- What a school must hear about its snapshots at P: how many pupils vanished from the newest inschrijvingen against the one before it (only
-- in the week in which it came), and whether its kalender holds no vakantie.
WITH vorige AS (
    SELECT brin6, inschrijving_levering FROM school.kern.versie WHERE peildatum = $vorige_peildatum::DATE
),
verdwenen AS (
    SELECT o.brin6, count(DISTINCT o.leerling) AS aantal
    FROM school.kern.versie AS v
    JOIN vorige AS w ON w.brin6 = v.brin6 AND w.inschrijving_levering <> v.inschrijving_levering
    JOIN school.bron.inschrijving AS o ON o.levering_id = w.inschrijving_levering AND o.brin6 = w.brin6
    ANTI JOIN school.bron.inschrijving AS n
        ON n.levering_id = v.inschrijving_levering AND n.brin6 = o.brin6 AND n.leerling = o.leerling
    WHERE v.peildatum = $peildatum
    GROUP BY o.brin6
)
SELECT
    $peildatum::DATE AS peildatum,
    v.brin6,
    coalesce(x.aantal, 0)::INTEGER AS verdwenen,
    count(*) FILTER (k.soort = 'vakantie') = 0 AS zonder_vakantie
FROM school.kern.versie AS v
LEFT JOIN verdwenen AS x ON x.brin6 = v.brin6
LEFT JOIN school.bron.kalender AS k ON k.levering_id = v.kalender_levering AND k.brin6 = v.brin6
WHERE v.peildatum = $peildatum
GROUP BY v.brin6, x.aantal
