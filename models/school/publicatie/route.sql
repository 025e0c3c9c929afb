-- @sleutel: brin6, leerling, deel, stap
-- The route of the pupils who have a row on the list of the school side, or whose term runs out soon or is over: for the cards and the Termijnen of that
-- list. deel: nu (the step and since when), eerder (the other steps of this route, with their first day) or termijn (an open term with its last day, null
-- while not known). is_dringend: the term is over or almost. regisseur: who is named in the newest decision that gave the plan of this route and names
-- someone; null without a plan, and while nobody is named.
WITH dringend AS (
    SELECT DISTINCT brin6, leerling FROM school.kern.routetermijn WHERE peildatum = $peildatum AND (is_voorbij OR is_gauw)
),
getoond AS (
    SELECT r.brin6, r.leerling, r.klas, r.stap, r.sinds, r.deels_terug
    FROM school.kern.route AS r
    LEFT JOIN dringend AS d ON d.brin6 = r.brin6 AND d.leerling = r.leerling
    WHERE r.peildatum = $peildatum
        AND (
            d.leerling IS NOT NULL
            OR EXISTS (
                SELECT 1 FROM school.publicatie.signaal_s AS s WHERE s.peildatum = $peildatum AND s.brin6 = r.brin6 AND s.leerling = r.leerling
            )
        )
),
plan AS (
    SELECT b.brin6, b.leerling, b.wie AS regisseur
    FROM school.kern.bespreking AS b
    JOIN school.kern.routestap AS s
        ON s.peildatum = $peildatum AND s.brin6 = b.brin6 AND s.leerling = b.leerling AND s.datum = b.datum AND s.stap = b.vervolg AND s.is_huidig
    WHERE b.peildatum = $peildatum AND b.is_geldend AND b.vervolg = 'plan' AND b.wie IS NOT NULL
    QUALIFY row_number() OVER (PARTITION BY b.brin6, b.leerling ORDER BY b.datum DESC, b.volgnummer DESC) = 1
),
delen AS (
    SELECT brin6, leerling, 'nu' AS deel, stap, sinds AS datum, false AS is_voorbij, false AS is_dringend FROM getoond
    UNION ALL
    SELECT g.brin6, g.leerling, 'eerder', s.stap, min(s.datum), false, false
    FROM getoond AS g
    JOIN school.kern.routestap AS s ON s.peildatum = $peildatum AND s.brin6 = g.brin6 AND s.leerling = g.leerling AND s.is_huidig AND s.stap <> g.stap
    GROUP BY g.brin6, g.leerling, s.stap
    UNION ALL
    SELECT g.brin6, g.leerling, 'termijn', t.stap, t.uiterlijk, t.is_voorbij, t.is_voorbij OR t.is_gauw
    FROM getoond AS g
    JOIN school.kern.routetermijn AS t
        ON t.peildatum = $peildatum AND t.brin6 = g.brin6 AND t.leerling = g.leerling AND t.gehaald_op IS NULL
)
SELECT
    $peildatum::DATE AS peildatum, d.brin6, d.leerling, g.klas, d.deel, d.stap, d.datum, d.is_voorbij, d.is_dringend, g.deels_terug,
    p.regisseur
FROM delen AS d
JOIN getoond AS g ON g.brin6 = d.brin6 AND g.leerling = d.leerling
LEFT JOIN plan AS p ON p.brin6 = d.brin6 AND p.leerling = d.leerling
