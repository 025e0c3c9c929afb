-- @soort: zicht
-- @sleutel: brin6, leerling, datum
-- @sleutel_week: datum
-- Every planned day of every pupil as known at P: minutes and slots of the timetable that holds for him (his own where any own row is
-- valid on that date, else that of his class), while enrolled and open. Also for the future, up to 31 July of P's schooljaar.
SELECT v.peildatum, i.brin6, i.leerling, i.persoon, p.datum, p.minuten, p.slots, p.datum BETWEEN i.plicht_van AND i.plicht_tot AS plicht
FROM school.kern.versie AS v
JOIN school.kern.inschrijving AS i ON i.peildatum = v.inschrijving_versie AND i.brin6 = v.brin6
JOIN school.kern.plandag AS p
    ON p.peildatum = v.plan_versie AND p.brin6 = v.brin6 AND p.klas = i.klas AND p.datum >= i.van AND p.datum <= i.tot
ANTI JOIN school.kern.eigenrooster AS e
    ON e.peildatum = v.plan_versie AND e.brin6 = v.brin6 AND e.leerling = i.leerling AND e.datum = p.datum
WHERE p.leerling IS NULL
UNION ALL
SELECT v.peildatum, i.brin6, i.leerling, i.persoon, p.datum, p.minuten, p.slots, p.datum BETWEEN i.plicht_van AND i.plicht_tot AS plicht
FROM school.kern.versie AS v
JOIN school.kern.inschrijving AS i ON i.peildatum = v.inschrijving_versie AND i.brin6 = v.brin6
JOIN school.kern.plandag AS p
    ON p.peildatum = v.plan_versie AND p.brin6 = v.brin6 AND p.leerling = i.leerling AND p.datum >= i.van AND p.datum <= i.tot
ANTI JOIN school.kern.dicht AS x
    ON x.peildatum = v.plan_versie AND x.brin6 = v.brin6 AND x.klas = i.klas AND x.datum = p.datum
