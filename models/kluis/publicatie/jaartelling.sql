-- @sleutel: maat
-- The yearly count to date of the schooljaar of P (Leerplichtwet 1969 art. 25): unique persons per count, who stood in it on the first Sunday on or after
-- 1 September, and who only on a later Sunday; August belongs to neither. All six counts have a row from that first Sunday on. Exact figures:
-- they leave this room only through disclosure control.
WITH eerste AS (
    SELECT (make_date($schooljaar::BIGINT, 9, 1) + to_days((7 - isodow(make_date($schooljaar::BIGINT, 9, 1)))::INTEGER))::DATE AS zondag
),
persoon AS (
    SELECT m.maat, m.persoon, bool_or(m.peildatum = e.zondag) AS is_open
    FROM kluis.kern.maat AS m
    JOIN eerste AS e ON m.peildatum >= e.zondag
    WHERE m.peildatum <= $peildatum
    GROUP BY m.maat, m.persoon
)
SELECT
    $peildatum::DATE AS peildatum, $schooljaar || '-' || ($schooljaar + 1) AS schooljaar, t.maat,
    count(*) FILTER (p.is_open)::BIGINT AS open_op_1_september, count(*) FILTER (NOT p.is_open)::BIGINT AS nieuw_in_jaar
FROM (SELECT unnest(['lrv', 'absoluut', 'ocw', 'pact_3m', 'breed', 'verborgen']) AS maat) AS t
JOIN eerste AS e ON e.zondag <= $peildatum::DATE
LEFT JOIN persoon AS p ON p.maat = t.maat
GROUP BY t.maat
