-- @sleutel: l, persoon, signaal
-- Whom a case can open for: persons with lrv or langdurig_ziek in S(L, P), and the first day of the run (regels.md §5).
SELECT $peildatum::DATE AS peildatum, s.l, e.persoon, s.signaal, min(s.sinds) AS eerste
FROM (
    SELECT l, brin6, leerling, signaal, sinds FROM school.signaal.lrv WHERE peildatum = $peildatum
    UNION ALL
    SELECT l, brin6, leerling, signaal, sinds FROM school.signaal.langdurig_ziek WHERE peildatum = $peildatum
) AS s
JOIN school.kern.leerlingpeil AS e ON e.peildatum = $peildatum AND e.l = s.l AND e.brin6 = s.brin6 AND e.leerling = s.leerling
GROUP BY s.l, e.persoon, s.signaal
