-- @sleutel: brin6
-- Persons per school at P (each at the school where he counts): with plicht, and with an S signal given at P. Exact: for disclosure control.
WITH met_signaal AS (
    SELECT DISTINCT e.persoon
    FROM school.signaal.uitkomst AS u
    JOIN school.kern.leerlingpeil AS e
        ON e.peildatum = $peildatum AND e.l = $peildatum::DATE AND e.brin6 = u.brin6 AND e.leerling = u.leerling
    WHERE u.peildatum = $peildatum AND u.status IN ('nieuw', 'blijft', 'gegevens_ontbreken')
)
SELECT $peildatum::DATE AS peildatum, p.brin6,
    count(*) FILTER (p.plicht)::BIGINT AS met_plicht,
    count(*) FILTER (p.plicht AND m.persoon IS NOT NULL)::BIGINT AS met_signaal
FROM school.publicatie.plek AS p
LEFT JOIN met_signaal AS m ON m.persoon = p.persoon
WHERE p.peildatum = $peildatum
GROUP BY p.brin6
