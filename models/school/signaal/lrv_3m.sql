-- @sleutel: l, brin6, leerling
-- @signalen: lrv_3m
-- The unauthorised run of `lrv` began more than three months ago (thuiszitterspact, domein.md §1.6): first day + 3 months lies before L. waarde counts the
-- whole months that have passed: the same day number, else the last day of that month.
SELECT
    $peildatum::DATE AS peildatum, s.l, s.brin6, s.leerling, 'lrv_3m' AS signaal, s.sinds,
    (
        SELECT max(m.maanden)
        FROM (SELECT unnest(range(0, date_diff('month', s.sinds, s.l) + 1)) AS maanden) AS m
        WHERE (s.sinds + to_months(m.maanden::INTEGER))::DATE <= s.l
    )::BIGINT AS teller,
    1::BIGINT AS noemer, 'maand' AS eenheid
FROM school.signaal.lrv AS s
WHERE s.peildatum = $peildatum AND (s.sinds + to_months($lrv_maanden::INTEGER))::DATE < s.l
