-- @sleutel: van, naar
-- How many persons went from one part of the six counts to another between the two Sundays of the half schooljaar that ends at P; no row at any other P.
-- Parts: lrv, absoluut, 5a (in breed by an exemption 5a only), verborgen. Who stood in a part at the first Sunday and still stands in it at the last has
-- not moved; who is in lrv and absoluut at once counts as lrv. A person is in one row at most; who came from outside the counts, or left them all, in none.
-- Exact figures: they leave this room only through disclosure control (docs/architectuur.md, Readings).
WITH verplaatst AS (
    SELECT string_split(b.plaats, '_') AS van, string_split(e.plaats, '_') AS naar
    FROM kluis.kern.plaats AS b
    JOIN kluis.kern.plaats AS e ON e.persoon = b.persoon AND e.peildatum = $peildatum::DATE
    WHERE b.peildatum = $halfjaar_begin::DATE
)
SELECT $peildatum::DATE AS peildatum, van[1] AS van, naar[1] AS naar, count(*)::BIGINT AS personen
FROM verplaatst
WHERE NOT list_has_any(van, naar)
GROUP BY van[1], naar[1]
