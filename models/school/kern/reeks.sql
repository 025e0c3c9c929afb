-- @sleutel: l, persoon
-- The unbroken unauthorised run of a person that goes on at L (regels.md §4 A), over all his schools together.
-- Per schooldag with plicht (at one of them) and a known slot: bad when every known planned slot was missed ongeoorloofd; neutral when each is ongeoorloofd
-- or still onbekend; any other day breaks the run. Days without known slots, holidays and neutral days may lie in it.
-- `eerste` is the first bad day after the last breaking day. Length is counted per receiving school, in school.signaal.lrv.
WITH vol AS (
    SELECT l, persoon, min(datum) AS vroegste
    FROM school.kern.afwezigdag
    WHERE peildatum = $peildatum AND bekend_slots > 0 AND gemist_slots = bekend_slots AND ong_slots = bekend_slots
    GROUP BY l, persoon
),
geplande AS (
    SELECT v.l, d.persoon, d.brin6, d.leerling, d.datum, d.slots, d.plicht
    FROM school.kern.leerlingdag AS d
    JOIN vol AS v ON v.persoon = d.persoon AND d.datum >= v.vroegste AND d.datum <= v.l
    JOIN school.kern.week AS w
        ON w.peildatum = $peildatum AND w.brin6 = d.brin6 AND w.maandag = date_trunc('week', d.datum)::DATE AND w.geleverd
    WHERE d.peildatum = $peildatum AND d.datum <= $peildatum
),
persoondag AS (
    SELECT
        g.l, g.persoon, g.datum,
        sum(coalesce(a.bekend_slots, g.slots)) AS bekend,
        sum(coalesce(a.gemist_slots, 0)) AS gemist,
        sum(coalesce(a.ong_slots, 0)) AS ong,
        sum(coalesce(a.onb_slots, 0)) AS onb
    FROM geplande AS g
    LEFT JOIN school.kern.afwezigdag AS a
        ON a.peildatum = $peildatum AND a.l = g.l AND a.brin6 = g.brin6 AND a.leerling = g.leerling AND a.datum = g.datum
    GROUP BY g.l, g.persoon, g.datum
    HAVING bool_or(g.plicht) AND sum(coalesce(a.bekend_slots, g.slots)) > 0
),
breuk AS (
    SELECT l, persoon, coalesce(max(datum) FILTER (ong + onb < bekend), DATE '0001-01-01') AS laatste_breuk
    FROM persoondag
    GROUP BY l, persoon
)
SELECT $peildatum::DATE AS peildatum, d.l, d.persoon, min(d.datum) AS eerste, max(d.datum) AS laatste
FROM persoondag AS d
JOIN breuk AS b ON b.l = d.l AND b.persoon = d.persoon
WHERE d.ong = d.bekend AND d.datum > b.laatste_breuk
GROUP BY d.l, d.persoon
