-- @sleutel: l, brin6, leerling
-- @signalen: langdurig_ziek
-- The run of `lrv` with geoorloofd in place of ongeoorloofd goes on, longer than 28 days; plicht is not needed. Leave and suspension are in it. Days
-- without a reason never count as geoorloofd, they are neutral (regels.md §4 B).
SELECT
    $peildatum::DATE AS peildatum, l, brin6, leerling, 'langdurig_ziek' AS signaal, eerste AS sinds, dagen AS teller, 1::BIGINT AS noemer,
    'dag' AS eenheid
FROM school.kern.reeksduur
WHERE peildatum = $peildatum AND soort = 'geoorloofd' AND dagen > $langdurig_ziek_dagen::INTEGER
