-- @sleutel: brin6
-- The schools of which all attendance is judged and counted anew at P: new here, with another code table, with other days to plan (a new
-- schooljaar), or with another kind of slots (lesuur, dagdeel) than on the Sunday before. Of other schools only the pupils of
-- school.kern.wisselaar are.
WITH versies AS (
    SELECT n.brin6, n.plan_versie AS plan_nieuw, o.plan_versie AS plan_oud,
        o.brin6 IS NULL OR o.schooljaar <> n.schooljaar OR n.code_versie = $peildatum AS is_heel
    FROM school.kern.versie AS n
    LEFT JOIN school.kern.versie AS o ON o.peildatum = $vorige_peildatum AND o.brin6 = n.brin6
    WHERE n.peildatum = $peildatum
),
soorten AS (
    SELECT v.brin6, p.peildatum, bool_or(p.slot > 12) AS heeft_dagdeel, bool_or(p.slot <= 12) AS heeft_lesuur
    FROM versies AS v
    JOIN school.kern.planslot AS p ON p.brin6 = v.brin6 AND p.peildatum IN (v.plan_nieuw, v.plan_oud)
    WHERE v.plan_nieuw <> v.plan_oud
    GROUP BY v.brin6, p.peildatum
)
SELECT DISTINCT $peildatum::DATE AS peildatum, v.brin6
FROM versies AS v
LEFT JOIN soorten AS n ON n.brin6 = v.brin6 AND n.peildatum = v.plan_nieuw
LEFT JOIN soorten AS o ON o.brin6 = v.brin6 AND o.peildatum = v.plan_oud
WHERE v.is_heel OR (n.heeft_dagdeel, n.heeft_lesuur) IS DISTINCT FROM (o.heeft_dagdeel, o.heeft_lesuur)
