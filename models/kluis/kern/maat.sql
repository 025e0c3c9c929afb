-- @sleutel: persoon, maat
-- @sleutel_leeg: brin6
-- The six counts per person at P (regels.md §5), never one: lrv; absoluut (a case, or no enrolment for more than 28 days); ocw (either); pact_3m (ocw, and the
-- earliest of their first days, also of a shorter time without enrolment, + 3 months lies before P); breed (ocw, or an exemption 5a valid on P); verborgen
-- (and not in breed).
WITH persoon AS (
    SELECT
        persoon,
        max(brin6) AS brin6,
        bool_or(deel = 'lrv') AS is_lrv,
        bool_or(deel IN ('absoluut', 'geen_inschrijving')) AS is_absoluut,
        bool_or(deel = 'vrijstelling_5a') AS is_5a,
        bool_or(deel = 'verborgen') AS is_verborgen,
        min(sinds) FILTER (deel IN ('lrv', 'absoluut', 'geen_inschrijving', 'geen_inschrijving_kort')) AS eerste
    FROM kluis.kern.deel
    WHERE peildatum = $peildatum
    GROUP BY persoon
),
maten AS (
    SELECT
        persoon, brin6,
        unnest([
            {maat: 'lrv', geldt: is_lrv},
            {maat: 'absoluut', geldt: is_absoluut},
            {maat: 'ocw', geldt: is_lrv OR is_absoluut},
            {maat: 'pact_3m', geldt: (is_lrv OR is_absoluut) AND coalesce((eerste + to_months($lrv_maanden::INTEGER))::DATE < $peildatum::DATE, false)},
            {maat: 'breed', geldt: is_lrv OR is_absoluut OR is_5a},
            {maat: 'verborgen', geldt: is_verborgen AND NOT (is_lrv OR is_absoluut OR is_5a)}
        ]) AS m
    FROM persoon
)
SELECT $peildatum::DATE AS peildatum, persoon, brin6, m.maat AS maat
FROM maten
WHERE m.geldt
