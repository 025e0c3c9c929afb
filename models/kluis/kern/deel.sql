-- @sleutel: persoon, deel
-- @sleutel_leeg: brin6
-- Doors school -> kluis and leerplicht -> kluis: per person yes for each part of the six counts, with its first day, and the school where the
-- person counts (null: never enrolled at a delivering school). Only counts leave this room.
WITH delen AS (
    SELECT coalesce(p.kluis_persoon, d.persoon)::HUGEINT AS persoon, d.persoon AS school_persoon, d.deel, d.sinds
    FROM school.publicatie.deel AS d
    LEFT JOIN kluis.kern.persoon AS p ON p.school_persoon = d.persoon AND p.peildatum <= $peildatum
    WHERE d.peildatum = $peildatum
    UNION ALL
    SELECT coalesce(p.kluis_persoon, d.persoon, hash(d.wie)::HUGEINT), p.school_persoon, d.deel, d.sinds
    FROM leerplicht.publicatie.deel AS d
    LEFT JOIN kluis.kern.persoon AS p ON p.leerplicht_persoon = d.persoon AND p.peildatum <= $peildatum
    WHERE d.peildatum = $peildatum
)
SELECT $peildatum::DATE AS peildatum, d.persoon, max(q.brin6) AS brin6, d.deel, min(d.sinds) AS sinds
FROM delen AS d
LEFT JOIN school.publicatie.plek AS q ON q.peildatum = $peildatum AND q.persoon = d.school_persoon
GROUP BY d.persoon, d.deel
