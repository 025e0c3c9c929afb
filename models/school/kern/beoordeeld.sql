-- @sleutel: brin6, levering_id
-- The attendance deliveries whose rows are judged at P: new ones, and all of a school whose enrolment, timetable or codes changed. The
-- judgement in force at P is that of the newest such Sunday (regels.md §1: everything is judged anew).
SELECT $peildatum::DATE AS peildatum, l.brin6, l.levering_id, l.van, l.tot, l.ontvangen_datum,
    make_date((year(l.ontvangen_datum) - CASE WHEN month(l.ontvangen_datum) < 8 THEN 2 ELSE 1 END)::BIGINT, 8, 1) AS schooljaar_grens
FROM school.kern.verzuimlevering AS l
JOIN school.kern.versie AS v ON v.peildatum = $peildatum AND v.brin6 = l.brin6
WHERE l.peildatum = $peildatum
    AND (l.bekend_op = $peildatum OR v.inschrijving_versie = $peildatum OR v.code_versie = $peildatum)
