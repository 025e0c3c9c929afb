-- @sleutel: signaal
-- @sleutel_leeg: brin6, leerling, zaaknummer
-- The rows of signalen_leerplicht.csv of all schools and of the gemeente (brin6 empty) at P: what the school room found and let through its door, and what
-- leerplicht found itself. klas of the latter: on P, else of the newest enrolment row.
WITH klas AS (
    SELECT i.brin6, i.leerling, i.klas
    FROM leerplicht.kern.versie AS v
    JOIN leerplicht.kern.inschrijving AS i ON i.peildatum = v.inschrijving_versie AND i.brin6 = v.brin6
    WHERE v.peildatum = $peildatum
    QUALIFY row_number() OVER (
        PARTITION BY i.brin6, i.leerling
        ORDER BY ($peildatum::DATE BETWEEN i.van AND i.tot) DESC, i.startdatum DESC, i.van DESC
    ) = 1
)
SELECT
    $peildatum::DATE AS peildatum, s.brin6, s.leerling, NULL::VARCHAR AS zaaknummer, s.klas, s.signaal, s.sinds, s.teller, s.noemer, s.eenheid,
    s.status, s.begindatum, s.meldingsnummer, s.grensgeval
FROM leerplicht.kern.signaal AS s
WHERE s.peildatum = $peildatum
UNION ALL
SELECT
    $peildatum::DATE AS peildatum, u.brin6, u.leerling, u.zaaknummer, k.klas, u.signaal, u.sinds, u.teller, u.noemer, u.eenheid,
    u.status, NULL, NULL, NULL
FROM leerplicht.signaal.uitkomst AS u
LEFT JOIN klas AS k ON k.brin6 = u.brin6 AND k.leerling = u.leerling
WHERE u.peildatum = $peildatum
