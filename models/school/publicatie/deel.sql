-- @sleutel: persoon, deel
-- Per person yes for the parts of the six counts that the school room knows at P, with its first day: lrv (given in S(P, P)) and verborgen (a run of more than
-- 28 days, going on at P with plicht, in which every known planned slot is missed, whatever the reasons, or an own timetable of 50% or less). For the counts,
-- by the door to kluis.
WITH delen AS (
    SELECT e.persoon, 'lrv' AS deel, s.sinds
    FROM school.signaal.stand AS s
    JOIN school.kern.leerlingpeil AS e
        ON e.peildatum = $peildatum AND e.l = s.l AND e.brin6 = s.brin6 AND e.leerling = s.leerling
    WHERE s.peildatum = $peildatum AND s.l = $peildatum::DATE AND s.signaal = 'lrv'
    UNION ALL
    SELECT persoon, 'verborgen', eerste
    FROM school.kern.reeksduur
    WHERE peildatum = $peildatum AND l = $peildatum::DATE AND soort = 'alles' AND plicht AND dagen > $lrv_dagen::INTEGER
    UNION ALL
    SELECT e.persoon, 'verborgen', s.sinds
    FROM school.signaal.rooster_krimpt AS s
    JOIN school.kern.leerlingpeil AS e
        ON e.peildatum = $peildatum AND e.l = s.l AND e.brin6 = s.brin6 AND e.leerling = s.leerling
    WHERE s.peildatum = $peildatum AND s.l = $peildatum::DATE AND s.teller <= $verborgen_pct::INTEGER * s.noemer
)
SELECT $peildatum::DATE AS peildatum, persoon, deel, min(sinds) AS sinds
FROM delen
GROUP BY persoon, deel
