-- @sleutel: van, naar
-- @sleutel_leeg: van_brin6, naar_brin6
-- How many persons went from which place in the six counts at P-7 (van, counted at the school van_brin6) to which at P (naar, naar_brin6); `geen`: in
-- none of them, then without a school. Who stayed has a row too (van = naar), so that all adds up with kluis.publicatie.telling: the stand of a count is the
-- sum over `naar`, its instroom that over who came from outside it, its uitstroom that over who left it. Exact figures for inside this room: no door
-- lets them out, because cells of one Sunday could be told from those that trends.csv hides (docs/architectuur.md, Readings).
WITH nu AS (SELECT persoon, brin6, plaats FROM kluis.kern.plaats WHERE peildatum = $peildatum),
toen AS (SELECT persoon, brin6, plaats FROM kluis.kern.plaats WHERE peildatum = $vorige_peildatum::DATE)
SELECT
    $peildatum::DATE AS peildatum, t.brin6 AS van_brin6, n.brin6 AS naar_brin6, coalesce(t.plaats, 'geen') AS van, coalesce(n.plaats, 'geen') AS naar,
    count(*)::BIGINT AS personen
FROM nu AS n
FULL JOIN toen AS t ON t.persoon = n.persoon
GROUP BY t.brin6, n.brin6, t.plaats, n.plaats
