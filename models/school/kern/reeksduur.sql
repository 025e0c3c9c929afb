-- @sleutel: l, brin6, leerling, soort
-- How long the runs of school.kern.reeks have gone on at L, for each school where the person is enrolled on L: the days from the first one to L, without
-- those in ISO weeks that are no lesweek, or a lesweek that was not delivered, of that school (regels.md §4 A).
SELECT
    $peildatum::DATE AS peildatum, e.l, e.brin6, e.leerling, e.persoon, r.soort, e.plicht, r.eerste,
    sum(date_diff('day', greatest(w.maandag, r.eerste), least((w.maandag + INTERVAL 6 DAY)::DATE, e.l)) + 1)::BIGINT AS dagen
FROM school.kern.leerlingpeil AS e
JOIN school.kern.reeks AS r ON r.peildatum = $peildatum AND r.l = e.l AND r.persoon = e.persoon
JOIN school.kern.week AS w
    ON w.peildatum = $peildatum AND w.brin6 = e.brin6 AND w.geleverd
    AND (w.maandag + INTERVAL 6 DAY)::DATE >= r.eerste AND w.maandag <= e.l
WHERE e.peildatum = $peildatum
GROUP BY e.l, e.brin6, e.leerling, e.persoon, r.soort, e.plicht, r.eerste
