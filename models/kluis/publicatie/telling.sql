-- @sleutel: maat
-- @sleutel_leeg: brin6
-- Persons per school and count at P: stand, instroom (in the stand of P and not of P-7) and uitstroom (the reverse; counted at the school
-- where the person counted then). Exact figures: they leave this room only through disclosure control (regels.md §5).
WITH nu AS (SELECT persoon, brin6, maat FROM kluis.kern.maat WHERE peildatum = $peildatum),
toen AS (SELECT persoon, brin6, maat FROM kluis.kern.maat WHERE peildatum = $vorige_peildatum::DATE),
beweging AS (
    SELECT brin6, 'thuiszitters_' || maat AS maat FROM nu
    UNION ALL
    SELECT n.brin6, 'thuiszitters_' || n.maat || '_instroom'
    FROM nu AS n ANTI JOIN toen AS t ON t.persoon = n.persoon AND t.maat = n.maat
    UNION ALL
    SELECT t.brin6, 'thuiszitters_' || t.maat || '_uitstroom'
    FROM toen AS t ANTI JOIN nu AS n ON n.persoon = t.persoon AND n.maat = t.maat
)
SELECT $peildatum::DATE AS peildatum, brin6, maat, count(*)::BIGINT AS personen
FROM beweging
GROUP BY brin6, maat
