-- @sleutel: brin6, leerling, signaal
-- The rows of signalen_leerplicht.csv (audience L) of P, by pseudonym of the school room, ready for the door to leerplicht.
-- The three ways in which a signal goes read `vervallen`: ingetrokken would tell that absence became geoorloofd (regels.md §4, Status).
-- te_laat is for leerplicht only with plicht on P, by the row of that day, else the newest one (a pupil who vanished from the
-- snapshot: as it was). With leerplicht_gemeenten set, only pupils with that woongemeente (newest row) or none.
WITH leerling AS (
    SELECT
        i.brin6, i.leerling, i.persoon, i.woongemeente,
        first_value($peildatum::DATE BETWEEN i.plicht_van AND i.plicht_tot) OVER (
            PARTITION BY i.brin6, i.leerling
            ORDER BY ($peildatum::DATE BETWEEN i.van AND i.tot) DESC, i.startdatum DESC, i.van DESC
        ) AS plicht
    FROM school.kern.versie AS v
    JOIN school.kern.inschrijving AS i ON i.peildatum = v.inschrijving_versie AND i.brin6 = v.brin6
    WHERE v.peildatum = $peildatum
    QUALIFY row_number() OVER (PARTITION BY i.brin6, i.leerling ORDER BY i.startdatum DESC, i.van DESC) = 1
)
SELECT $peildatum::DATE AS peildatum, s.brin6, s.leerling, l.persoon, s.klas, s.signaal, s.sinds, s.teller, s.noemer, s.eenheid,
    CASE WHEN s.status IN ('opgelost', 'ingetrokken', 'uitgeschreven') THEN 'vervallen' ELSE s.status END AS status,
    s.begindatum, s.meldingsnummer, s.grensgeval
FROM school.publicatie.signaal_s AS s
LEFT JOIN leerling AS l ON l.brin6 = s.brin6 AND l.leerling = s.leerling
WHERE s.peildatum = $peildatum AND list_contains($leerplichtsignalen::VARCHAR[], s.signaal)
    AND (coalesce(l.plicht, true) OR NOT list_contains($alleen_met_plicht::VARCHAR[], s.signaal))
    AND (len($leerplicht_gemeenten::VARCHAR[]) = 0 OR l.woongemeente IS NULL OR list_contains($leerplicht_gemeenten::VARCHAR[], l.woongemeente))
