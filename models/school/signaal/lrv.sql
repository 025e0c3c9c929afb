-- @sleutel: l, brin6, leerling
-- Langdurig relatief verzuim: an unbroken unauthorised run goes on, longer than 28 days, with plicht on L (more than four weeks:
-- DUO, verzuimsoort LRV; counting: regels.md §4 A). The length leaves out the days in ISO weeks that are no lesweek, or a lesweek that
-- was not delivered, of the school that gets the row.
WITH lengte AS (
    SELECT
        e.l, e.brin6, e.leerling, r.eerste,
        sum(
            date_diff('day', greatest(w.maandag, r.eerste), least((w.maandag + INTERVAL 6 DAY)::DATE, e.l)) + 1
        )::BIGINT AS dagen
    FROM school.kern.leerlingpeil AS e
    JOIN school.kern.reeks AS r ON r.peildatum = $peildatum AND r.l = e.l AND r.persoon = e.persoon
    JOIN school.kern.week AS w
        ON w.peildatum = $peildatum AND w.brin6 = e.brin6 AND w.geleverd
        AND (w.maandag + INTERVAL 6 DAY)::DATE >= r.eerste AND w.maandag <= e.l
    WHERE e.peildatum = $peildatum AND e.plicht
    GROUP BY e.l, e.brin6, e.leerling, r.eerste
)
SELECT $peildatum::DATE AS peildatum, l, brin6, leerling, eerste AS sinds, dagen AS teller, 1::BIGINT AS noemer
FROM lengte
WHERE dagen > $lrv_dagen::INTEGER
