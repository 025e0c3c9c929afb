-- @sleutel: wie, deel
-- @sleutel_leeg: persoon
-- Per person yes for the parts of the six counts that leerplicht knows at P, with its first day: absoluut, geen_inschrijving (more than 28 days, counted as for
-- lrv), geen_inschrijving_kort (28 days or less: no absoluut, but its first day counts for who is in ocw otherwise) and vrijstelling_5a (valid on P). For the
-- counts, by the door to kluis. wie: the person, or the case of one without a pgn.
WITH delen AS (
    SELECT persoon, zaaknummer, 'absoluut' AS deel, datum_signaal AS sinds FROM leerplicht.kern.absoluut WHERE peildatum = $peildatum
    UNION ALL
    SELECT persoon, NULL, CASE WHEN dagen > $lrv_dagen::INTEGER THEN 'geen_inschrijving' ELSE 'geen_inschrijving_kort' END, sinds
    FROM leerplicht.signaal.geen_inschrijving
    WHERE peildatum = $peildatum
    UNION ALL
    SELECT persoon, zaaknummer, 'vrijstelling_5a', begindatum
    FROM leerplicht.kern.vrijstelling
    WHERE peildatum = $peildatum AND artikel = '5a' AND begindatum <= $peildatum::DATE AND coalesce(einddatum, DATE '9999-12-31') >= $peildatum::DATE
)
SELECT
    $peildatum::DATE AS peildatum, persoon, coalesce(persoon::VARCHAR, 'zaak ' || zaaknummer) AS wie, deel, min(sinds) AS sinds
FROM delen
GROUP BY persoon, wie, deel
