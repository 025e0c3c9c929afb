-- @sleutel: persoon, deel
-- @sleutel_leeg: brin6
-- Doors school -> kluis and leerplicht -> kluis: per person yes for a part of the six counts, with its first day, and the school where the
-- person counts (null: never enrolled at a delivering school). Only counts leave this room.
WITH lrv AS (
    SELECT coalesce(p.kluis_persoon, l.persoon) AS persoon, l.brin6, 'lrv' AS deel, l.sinds
    FROM school.publicatie.lrv_persoon AS l
    LEFT JOIN kluis.kern.persoon AS p ON p.school_persoon = l.persoon AND p.peildatum <= $peildatum
    WHERE l.peildatum = $peildatum
),
absoluut AS (
    SELECT
        coalesce(p.kluis_persoon, a.persoon, hash(a.zaaknummer)::HUGEINT) AS persoon,
        q.brin6, 'absoluut' AS deel, a.datum_signaal AS sinds
    FROM leerplicht.kern.absoluut AS a
    LEFT JOIN kluis.kern.persoon AS p ON p.leerplicht_persoon = a.persoon AND p.peildatum <= $peildatum
    LEFT JOIN school.publicatie.plek AS q ON q.peildatum = $peildatum AND q.persoon = p.school_persoon
    WHERE a.peildatum = $peildatum
)
SELECT $peildatum::DATE AS peildatum, persoon::HUGEINT AS persoon, max(brin6) AS brin6, deel, min(sinds) AS sinds
FROM (SELECT * FROM lrv UNION ALL SELECT * FROM absoluut)
GROUP BY persoon, deel
