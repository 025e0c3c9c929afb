-- @sleutel: brin6, levering_id
-- The attendance deliveries of which rows are judged at P (regels.md §1: everything is judged anew). is_heel: all its rows, because the
-- delivery is new or the school has a new timetable, kalender or codes; else those of the pupils whose enrolment changed.
SELECT $peildatum::DATE AS peildatum, l.brin6, l.levering_id, l.van, l.tot, l.ontvangen_datum,
    make_date((year(l.ontvangen_datum) - CASE WHEN month(l.ontvangen_datum) < 8 THEN 2 ELSE 1 END)::BIGINT, 8, 1) AS schooljaar_grens,
    l.bekend_op = $peildatum OR v.plan_versie = $peildatum OR v.code_versie = $peildatum AS is_heel
FROM school.kern.verzuimlevering AS l
JOIN school.kern.versie AS v ON v.peildatum = $peildatum AND v.brin6 = l.brin6
WHERE l.peildatum = $peildatum
    AND (is_heel OR l.brin6 IN (SELECT brin6 FROM school.kern.inschrijvingwissel WHERE peildatum = $peildatum))
