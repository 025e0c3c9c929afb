-- @sleutel: signaal, wie
-- @verzamelt: signalen
-- The signals at P that need no enrolment, of pupils whom leerplicht's lists may show. wie: the pupil of a school, or the zaaknummer of a person never
-- enrolled at a delivering school. waarde = teller / noemer. All models of leerplicht.signaal that name their @signalen.
SELECT
    peildatum, CASE WHEN leerling IS NULL THEN 'zaak ' || zaaknummer ELSE 'leerling ' || leerling END AS wie,
    brin6, leerling, zaaknummer, signaal, sinds, teller, noemer, eenheid
FROM (/* signalen */) AS alle
WHERE peildatum = $peildatum AND in_gemeente
QUALIFY row_number() OVER (PARTITION BY signaal, wie ORDER BY sinds, teller) = 1
