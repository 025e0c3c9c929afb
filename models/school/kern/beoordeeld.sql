-- @sleutel: brin6, levering_id
-- The attendance deliveries of which rows are judged at P (regels.md §1: everything is judged anew). is_heel: all its rows, because the
-- delivery is new or all of its school is judged anew (school.kern.herziening); else those of school.kern.wisselaar.
SELECT $peildatum::DATE AS peildatum, l.brin6, l.levering_id, l.van, l.tot, l.ontvangen_datum,
    make_date((year(l.ontvangen_datum) - CASE WHEN month(l.ontvangen_datum) < 8 THEN 2 ELSE 1 END)::BIGINT, 8, 1) AS schooljaar_grens,
    l.bekend_op = $peildatum OR l.brin6 IN (SELECT brin6 FROM school.kern.herziening WHERE peildatum = $peildatum) AS is_heel
FROM school.kern.verzuimlevering AS l
WHERE l.peildatum = $peildatum
    AND (is_heel OR l.brin6 IN (SELECT brin6 FROM school.kern.wisselaar WHERE peildatum = $peildatum))
