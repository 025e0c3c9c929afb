-- @sleutel: brin6, leerling, maandag
-- Door school -> leerplicht: per pupil with an L row the ongeoorloofd missed minutes per delivered lesweek of the last 12 in which he was enrolled; nothing else.
SELECT $peildatum::DATE AS peildatum, s.brin6, s.leerling, w.maandag, coalesce(sum(a.ong_min), 0)::BIGINT AS ong_min
FROM (SELECT DISTINCT brin6, leerling FROM school.publicatie.signaal_l WHERE peildatum = $peildatum) AS s
JOIN school.kern.peil AS p ON p.peildatum = $peildatum AND p.l = $peildatum::DATE AND p.brin6 = s.brin6
JOIN school.kern.week AS w ON w.peildatum = $peildatum AND w.brin6 = s.brin6 AND w.maandag >= p.van_12 AND w.geleverd
SEMI JOIN (
    SELECT i.brin6, i.leerling, i.van, i.tot
    FROM school.kern.versie AS v
    JOIN school.kern.inschrijving AS i ON i.peildatum = v.inschrijving_versie AND i.brin6 = v.brin6
    WHERE v.peildatum = $peildatum
) AS i ON i.brin6 = s.brin6 AND i.leerling = s.leerling AND i.van <= w.maandag + 4 AND i.tot >= w.maandag
LEFT JOIN school.kern.afwezigdag AS a
    ON a.peildatum = $peildatum AND a.l = $peildatum::DATE AND a.brin6 = s.brin6 AND a.leerling = s.leerling AND a.maandag = w.maandag
GROUP BY s.brin6, s.leerling, w.maandag
