-- @sleutel: brin6, groep
-- @sleutel_leeg: deel
-- What a school learns from its decisions, as pupils per school: per groep the pupils it is about (deel null) and those of each deel; op_school for the
-- school's own page, in_stad for the city (the parts of voorsprong of the school's own page are those of its written lists: assets/publicatie/vrijgave.py).
-- Exact: for disclosure control.
WITH alles AS (
    SELECT brin6, leerling, groep, deel, true AS op_school, in_stad FROM school.kern.leer_oordeel WHERE peildatum = $peildatum
    UNION ALL
    SELECT brin6, leerling, groep, deel, op_school, in_stad FROM school.kern.leer_termijn WHERE peildatum = $peildatum
    UNION ALL
    SELECT brin6, leerling, groep, deel, true, in_stad FROM school.kern.leer_afspraak WHERE peildatum = $peildatum
    UNION ALL
    SELECT brin6, leerling, 'voorsprong',
        CASE WHEN weken = 0 THEN 'geen' WHEN weken < $venster_16u4w::INTEGER THEN 'kort' ELSE 'lang' END, false, in_stad
    FROM school.kern.leer_voorsprong
    WHERE peildatum = $peildatum
)
SELECT
    $peildatum::DATE AS peildatum, brin6, groep, deel,
    count(DISTINCT leerling) FILTER (op_school)::BIGINT AS op_school,
    count(DISTINCT leerling) FILTER (in_stad)::BIGINT AS in_stad
FROM alles
GROUP BY GROUPING SETS ((brin6, groep), (brin6, groep, deel))
