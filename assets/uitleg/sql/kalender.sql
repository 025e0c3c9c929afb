-- The closed days of one school as its kalender in force at P gives them; klas null: the whole school, tot null: an open end.
SELECT k.van, k.tot, k.soort, k.klas
FROM school.kern.versie AS v
JOIN school.bron.kalender AS k ON k.levering_id = v.kalender_levering AND k.brin6 = v.brin6
WHERE v.peildatum = $peildatum AND v.brin6 = $brin6
ORDER BY k.van, k.tot, k.soort, k.klas
