-- @sleutel: persoon
-- Per person with lrv in S(P, P): the first day of the run, and the school where he counts. For the counts, by the door to kluis.
SELECT $peildatum::DATE AS peildatum, e.persoon, max(p.brin6) AS brin6, min(s.sinds) AS sinds
FROM school.signaal.stand AS s
JOIN school.kern.leerlingpeil AS e
    ON e.peildatum = $peildatum AND e.l = s.l AND e.brin6 = s.brin6 AND e.leerling = s.leerling
JOIN school.publicatie.plek AS p ON p.peildatum = $peildatum AND p.persoon = e.persoon
WHERE s.peildatum = $peildatum AND s.l = $peildatum::DATE AND s.signaal = 'lrv'
GROUP BY e.persoon
