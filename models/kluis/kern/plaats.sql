-- @sleutel: persoon
-- @sleutel_leeg: brin6
-- The one place of each person in the six counts at P, so that places add up to the counts: lrv; absoluut; lrv_absoluut (both at once); 5a (in breed by an
-- exemption 5a only); verborgen. Stand lrv = lrv + lrv_absoluut, absoluut = absoluut + lrv_absoluut, ocw = these three, breed = ocw + 5a. pact_3m is a
-- part of ocw and no place of its own. Who is not in breed and not verborgen has no row.
WITH persoon AS (
    SELECT
        persoon,
        max(brin6) AS brin6,
        bool_or(maat = 'lrv') AS is_lrv,
        bool_or(maat = 'absoluut') AS is_absoluut,
        bool_or(maat = 'breed') AS is_breed
    FROM kluis.kern.maat
    WHERE peildatum = $peildatum
    GROUP BY persoon
)
SELECT
    $peildatum::DATE AS peildatum, persoon, brin6,
    CASE
        WHEN is_lrv AND is_absoluut THEN 'lrv_absoluut'
        WHEN is_lrv THEN 'lrv'
        WHEN is_absoluut THEN 'absoluut'
        WHEN is_breed THEN '5a'
        ELSE 'verborgen'
    END AS plaats
FROM persoon
