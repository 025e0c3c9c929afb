-- @sleutel: l, brin6, leerling
-- @signalen: lrv
-- Langdurig relatief verzuim: an unbroken unauthorised run goes on, longer than 28 days, with plicht on L (more than four weeks:
-- DUO, verzuimsoort LRV; counting: regels.md §4 A). The length leaves out weeks that are no lesweek or were not delivered.
SELECT
    $peildatum::DATE AS peildatum, l, brin6, leerling, 'lrv' AS signaal, eerste AS sinds, dagen AS teller, 1::BIGINT AS noemer, 'dag' AS eenheid
FROM school.kern.reeksduur
WHERE peildatum = $peildatum AND soort = 'ongeoorloofd' AND plicht AND dagen > $lrv_dagen::INTEGER
