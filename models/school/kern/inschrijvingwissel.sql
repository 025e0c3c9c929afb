-- @sleutel: brin6, leerling
-- The pupils of whom the enrolment (first day, last day or class of a piece) is another at P than it was on the Sunday before, at schools
-- where it is all that is new. Only their attendance is judged and counted anew; where the plan or the codes are new, everyone's is.
WITH scholen AS (
    SELECT n.brin6, n.inschrijving_versie AS nieuw, o.inschrijving_versie AS oud
    FROM school.kern.versie AS n
    JOIN school.kern.versie AS o ON o.peildatum = $vorige_peildatum AND o.brin6 = n.brin6
    WHERE n.peildatum = $peildatum AND n.inschrijving_versie = $peildatum AND n.plan_versie < $peildatum AND n.code_versie < $peildatum
),
stukken AS (
    SELECT i.brin6, i.leerling, i.van, i.tot, i.klas, 1 AS telt
    FROM scholen AS s
    JOIN school.kern.inschrijving AS i ON i.peildatum = s.nieuw AND i.brin6 = s.brin6
    UNION ALL
    SELECT i.brin6, i.leerling, i.van, i.tot, i.klas, -1 AS telt
    FROM scholen AS s
    JOIN school.kern.inschrijving AS i ON i.peildatum = s.oud AND i.brin6 = s.brin6
)
SELECT DISTINCT $peildatum::DATE AS peildatum, brin6, leerling
FROM (SELECT brin6, leerling FROM stukken GROUP BY brin6, leerling, van, tot, klas HAVING sum(telt) <> 0) AS s
