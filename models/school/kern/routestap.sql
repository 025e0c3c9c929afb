-- @sleutel: brin6, leerling, datum
-- The steps of the Utrecht route (regels of the city: domein.md §1.10) that each pupil enrolled on P has taken by P: per date the furthest one. Here, and
-- nowhere else, decisions become steps: vervolg gesprek is contact, the other words of vervolg are the step of that name; a kernpartner in wie is
-- kernpartners, unless the besluit says that nothing is the matter or only that it was reported; besluit teruggekeerd, or a case that was closed as returned, is teruggekeerd.
-- gesignaleerd: the first day of the case, or the earliest sinds of a signal, after the last end. Of a list that came back again only the newest return
-- counts. A talk goes on at every step: gesignaleerd, contact and kernpartners after a further step of the same route are no step back and have no row.
-- route: 0 for the first; each afgesloten or teruggekeerd ends one. is_huidig: of the newest route.
WITH leerling AS (
    SELECT brin6, leerling, persoon FROM school.kern.leerlingpeil WHERE peildatum = $peildatum AND l = $peildatum::DATE
),
beslist AS (
    SELECT b.brin6, b.leerling, b.datum, b.besluit, b.wie, b.vervolg
    FROM school.kern.bespreking AS b
    JOIN leerling AS e ON e.brin6 = b.brin6 AND e.leerling = b.leerling
    WHERE b.peildatum = $peildatum AND b.is_geldend AND b.datum <= $peildatum::DATE
),
genomen AS (
    SELECT brin6, leerling, datum, CASE vervolg WHEN 'gesprek' THEN 'contact' ELSE vervolg END AS stap FROM beslist WHERE vervolg IS NOT NULL
    UNION ALL
    SELECT brin6, leerling, datum, 'kernpartners'
    FROM beslist
    WHERE wie IN ('leerplicht', 'jgz', 'buurtteam', 'passend_onderwijs', 'koos') AND besluit NOT IN ('geen_signaal', 'klopt_niet', 'gemeld')
    UNION ALL
    SELECT brin6, leerling, datum, 'teruggekeerd' FROM beslist WHERE besluit = 'teruggekeerd'
    UNION ALL
    SELECT e.brin6, e.leerling, z.vanaf, 'teruggekeerd'
    FROM school.kern.zaakloop AS z
    JOIN leerling AS e ON e.persoon = z.persoon
    WHERE z.peildatum = $peildatum AND z.status = 'gesloten'
),
einde AS (
    SELECT brin6, leerling, max(datum) AS datum FROM genomen WHERE stap IN ('afgesloten', 'teruggekeerd') GROUP BY brin6, leerling
),
begonnen AS (
    SELECT e.brin6, e.leerling, z.vanaf AS datum
    FROM school.kern.zaakloop AS z
    JOIN leerling AS e ON e.persoon = z.persoon
    WHERE z.peildatum = $peildatum AND z.status = 'open'
    UNION ALL
    SELECT e.brin6, e.leerling, u.sinds
    FROM school.signaal.uitkomst AS u
    JOIN leerling AS e ON e.brin6 = u.brin6 AND e.leerling = u.leerling
    WHERE u.peildatum = $peildatum AND u.status IN ('nieuw', 'blijft', 'gegevens_ontbreken') AND u.sinds <= $peildatum::DATE
),
alle AS (
    SELECT brin6, leerling, datum, stap FROM genomen
    UNION ALL
    SELECT b.brin6, b.leerling, min(b.datum), 'gesignaleerd'
    FROM begonnen AS b
    LEFT JOIN einde AS x ON x.brin6 = b.brin6 AND x.leerling = b.leerling
    WHERE coalesce(b.datum > x.datum, true)
    GROUP BY b.brin6, b.leerling
),
per_dag AS (
    SELECT
        brin6, leerling, datum, stap,
        list_position(
            ['gesignaleerd', 'contact', 'kernpartners', 'actietafel', 'plan', 'evaluatie', 'passend_aanbod', 'opschalen', 'afgesloten', 'teruggekeerd'],
            stap
        )::INTEGER AS volgorde,
        stap IN ('afgesloten', 'teruggekeerd') AS is_einde
    FROM alle
    QUALIFY row_number() OVER (PARTITION BY brin6, leerling, datum ORDER BY volgorde DESC) = 1
),
genummerd AS (
    SELECT *, coalesce(count(*) FILTER (is_einde) OVER eerder, 0)::INTEGER AS route
    FROM per_dag
    WINDOW eerder AS (PARTITION BY brin6, leerling ORDER BY datum ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
vooruit AS (
    SELECT *
    FROM genummerd
    QUALIFY stap NOT IN ('gesignaleerd', 'contact', 'kernpartners')
        OR coalesce(
            volgorde >= max(volgorde) OVER (
                PARTITION BY brin6, leerling, route ORDER BY datum ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
            ),
            true
        )
)
SELECT
    $peildatum::DATE AS peildatum, brin6, leerling, datum, stap, volgorde, is_einde, route,
    route = max(route) OVER (PARTITION BY brin6, leerling) AS is_huidig
FROM vooruit
