-- @sleutel: l, persoon, soort
-- The unbroken runs of whole days missed of a person that go on at L, over all his schools together (regels.md §4 A, B and §5), by soort:
-- ongeoorloofd (lrv), geoorloofd (langdurig_ziek) and alles (verborgen: whatever the reasons).
-- Each schooldag with a known slot is bad when every known planned slot was missed for that soort; neutral when a slot of it has no reason
-- yet and the others fit; any other day breaks the run. Days without known slots, holidays and neutral days may lie in it. ongeoorloofd and
-- alles look at days with plicht only (at one of the schools). A missed slot without a reason counts as ongeoorloofd after its term, and never
-- as geoorloofd. `eerste` is the first bad day after the last breaking day. Length is counted per receiving school: school.kern.reeksduur.
WITH vol AS (
    SELECT l, persoon, min(datum) AS vroegste
    FROM school.kern.afwezigdag
    WHERE peildatum = $peildatum AND bekend_slots > 0 AND gemist_slots = bekend_slots
    GROUP BY l, persoon
),
laatste_week AS (
    SELECT p.l, p.brin6, max(w.maandag) AS maandag
    FROM school.kern.peil AS p
    JOIN school.kern.week AS w ON w.peildatum = $peildatum AND w.brin6 = p.brin6 AND w.maandag <= p.l AND w.geleverd
    WHERE p.peildatum = $peildatum
    GROUP BY p.l, p.brin6
),
-- Who was seen on a day with plicht in the last delivered week, less than 28 days ago, has no run that is long enough for anything: this spares
-- the walk through all days of most pupils.
gezien AS (
    SELECT DISTINCT w.l, d.persoon
    FROM laatste_week AS w
    JOIN school.kern.leerlingdag AS d ON d.brin6 = w.brin6 AND d.datum >= w.maandag AND d.datum <= least((w.maandag + INTERVAL 6 DAY)::DATE, w.l)
    LEFT JOIN school.kern.afwezigdag AS a
        ON a.peildatum = $peildatum AND a.l = w.l AND a.brin6 = d.brin6 AND a.leerling = d.leerling AND a.datum = d.datum
    WHERE d.peildatum = $peildatum AND d.plicht AND d.datum > w.l - $lrv_dagen::INTEGER
        AND coalesce(a.gemist_slots, 0) < coalesce(a.bekend_slots, d.slots)
),
kandidaat AS (
    SELECT v.l, v.persoon, v.vroegste FROM vol AS v ANTI JOIN gezien AS g ON g.l = v.l AND g.persoon = v.persoon
),
geplande AS (
    SELECT v.l, d.persoon, d.brin6, d.leerling, d.datum, d.slots, d.plicht
    FROM school.kern.leerlingdag AS d
    JOIN kandidaat AS v ON v.persoon = d.persoon AND d.datum >= v.vroegste AND d.datum <= v.l
    JOIN school.kern.week AS w
        ON w.peildatum = $peildatum AND w.brin6 = d.brin6 AND w.maandag = date_trunc('week', d.datum)::DATE AND w.geleverd
    WHERE d.peildatum = $peildatum AND d.datum <= $peildatum
),
persoondag AS (
    SELECT
        g.l, g.persoon, g.datum,
        bool_or(g.plicht) AS plicht,
        sum(coalesce(a.bekend_slots, g.slots)) AS bekend,
        sum(coalesce(a.gemist_slots, 0)) AS gemist,
        sum(coalesce(a.ong_slots, 0)) AS ong,
        sum(coalesce(a.onb_slots, 0)) AS onb,
        sum(coalesce(a.geo_slots, 0)) AS geo,
        sum(coalesce(a.geen_reden_slots, 0)) AS geen_reden
    FROM geplande AS g
    LEFT JOIN school.kern.afwezigdag AS a
        ON a.peildatum = $peildatum AND a.l = g.l AND a.brin6 = g.brin6 AND a.leerling = g.leerling AND a.datum = g.datum
    GROUP BY g.l, g.persoon, g.datum
    HAVING sum(coalesce(a.bekend_slots, g.slots)) > 0
),
per_soort AS (
    SELECT l, persoon, datum, 'ongeoorloofd' AS soort, ong = bekend AS is_slecht, ong + onb < bekend AS is_breuk FROM persoondag WHERE plicht
    UNION ALL
    SELECT l, persoon, datum, 'geoorloofd', geo = bekend, geo + geen_reden < bekend FROM persoondag
    UNION ALL
    SELECT l, persoon, datum, 'alles', gemist = bekend, gemist < bekend FROM persoondag WHERE plicht
),
breuk AS (
    SELECT l, persoon, soort, coalesce(max(datum) FILTER (is_breuk), DATE '0001-01-01') AS laatste_breuk
    FROM per_soort
    GROUP BY l, persoon, soort
)
SELECT $peildatum::DATE AS peildatum, d.l, d.persoon, d.soort, min(d.datum) AS eerste, max(d.datum) AS laatste
FROM per_soort AS d
JOIN breuk AS b ON b.l = d.l AND b.persoon = d.persoon AND b.soort = d.soort
WHERE d.is_slecht AND d.datum > b.laatste_breuk
GROUP BY d.l, d.persoon, d.soort
