-- @sleutel: brin6, leerling, signaal
-- The rows of signalen_school.csv (audience S) of P, by pseudonym. klas: the class on P, else of the newest enrolment row.
WITH klas AS (
    SELECT i.brin6, i.leerling, i.klas
    FROM school.kern.versie AS v
    JOIN school.kern.inschrijving AS i ON i.peildatum = v.inschrijving_versie AND i.brin6 = v.brin6
    WHERE v.peildatum = $peildatum
    QUALIFY row_number() OVER (
        PARTITION BY i.brin6, i.leerling
        ORDER BY ($peildatum::DATE BETWEEN i.van AND i.tot) DESC, i.startdatum DESC, i.van DESC
    ) = 1
)
SELECT $peildatum::DATE AS peildatum, u.brin6, u.leerling, k.klas, u.signaal, u.sinds, u.teller, u.noemer, u.eenheid, u.status,
    u.begindatum, u.meldingsnummer, u.grensgeval
FROM school.signaal.uitkomst AS u
LEFT JOIN klas AS k ON k.brin6 = u.brin6 AND k.leerling = u.leerling
WHERE u.peildatum = $peildatum
