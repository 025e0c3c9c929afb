-- @sleutel: brin6, leerling
-- The pupils whose enrolment (first day, last day or class of a piece), or whose planned slots up to the day after P (their own, or those of a class
-- of theirs), are others at P than on the Sunday before. Only their attendance is judged and counted anew; at schools of school.kern.herziening
-- everyone's is. Slots of later days wait: no row of attendance that counts lies after the day after P.
WITH scholen AS (
    SELECT n.brin6, n.inschrijving_versie AS nieuw, o.inschrijving_versie AS oud, n.plan_versie AS plan_nieuw, o.plan_versie AS plan_oud
    FROM school.kern.versie AS n
    JOIN school.kern.versie AS o ON o.peildatum = $vorige_peildatum AND o.brin6 = n.brin6
    ANTI JOIN (SELECT brin6 FROM school.kern.herziening WHERE peildatum = $peildatum) AS h ON h.brin6 = n.brin6
    WHERE n.peildatum = $peildatum AND n.inschrijving_versie = $peildatum
),
stukken AS (
    SELECT i.brin6, i.leerling, i.van, i.tot, i.klas, 1 AS telt
    FROM scholen AS s
    JOIN school.kern.inschrijving AS i ON i.peildatum = s.nieuw AND i.brin6 = s.brin6
    UNION ALL
    SELECT i.brin6, i.leerling, i.van, i.tot, i.klas, -1 AS telt
    FROM scholen AS s
    JOIN school.kern.inschrijving AS i ON i.peildatum = s.oud AND i.brin6 = s.brin6
),
plannen AS (
    SELECT brin6, plan_nieuw AS versie, 1 AS telt FROM scholen WHERE plan_nieuw <> plan_oud
    UNION ALL
    SELECT brin6, plan_oud AS versie, -1 AS telt FROM scholen WHERE plan_nieuw <> plan_oud
),
slots AS (
    SELECT p.brin6, p.klas, p.leerling
    FROM plannen AS v
    JOIN school.kern.planslot AS p ON p.peildatum = v.versie AND p.brin6 = v.brin6
    WHERE p.datum <= $peildatum::DATE + 1
    GROUP BY p.brin6, p.klas, p.leerling, p.datum, p.slot, p.minuten
    HAVING sum(v.telt) <> 0
),
eigen AS (
    SELECT e.brin6, e.leerling
    FROM plannen AS v
    JOIN school.kern.eigenrooster AS e ON e.peildatum = v.versie AND e.brin6 = v.brin6
    WHERE e.datum <= $peildatum::DATE + 1
    GROUP BY e.brin6, e.leerling, e.datum
    HAVING sum(v.telt) <> 0
),
gesloten AS (
    SELECT x.brin6, x.klas
    FROM plannen AS v
    JOIN school.kern.dicht AS x ON x.peildatum = v.versie AND x.brin6 = v.brin6
    WHERE x.klas IS NOT NULL AND x.datum <= $peildatum::DATE + 1
    GROUP BY x.brin6, x.klas, x.datum
    HAVING sum(v.telt) <> 0
),
klassen AS (
    SELECT brin6, klas FROM slots WHERE leerling IS NULL
    UNION
    SELECT brin6, klas FROM gesloten
),
wie AS (
    SELECT brin6, leerling FROM stukken GROUP BY brin6, leerling, van, tot, klas HAVING sum(telt) <> 0
    UNION ALL
    SELECT brin6, leerling FROM slots WHERE leerling IS NOT NULL
    UNION ALL
    SELECT brin6, leerling FROM eigen
    UNION ALL
    SELECT s.brin6, s.leerling FROM stukken AS s SEMI JOIN klassen AS k ON k.brin6 = s.brin6 AND k.klas = s.klas
)
SELECT DISTINCT $peildatum::DATE AS peildatum, brin6, leerling FROM wie
