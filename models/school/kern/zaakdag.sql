-- @sleutel: persoon, datum
-- The schooldagen up to P, over all schools, of persons who had a long run on this or an earlier Sunday (school.kern.zaakbegin), from the first day of the
-- first such run on: planned (nvt is not planned), known and missed minutes, and what the day means for a run of lrv and of langdurig_ziek: slecht, neutraal
-- or breuk; null: the run passes it over (no known slot; for lrv also a day without plicht; school.kern.reeks says the same of runs that go on).
-- All slots of a week that was not delivered are planned, not known.
WITH wie AS (
    SELECT persoon, min(eerste) AS eerste FROM school.kern.zaakbegin WHERE peildatum <= $peildatum GROUP BY persoon
),
dagen AS (
    SELECT
        d.persoon, d.datum, bool_or(d.plicht) AS plicht,
        sum(d.minuten - coalesce(a.nvt_min, 0))::BIGINT AS plan_min,
        coalesce(sum(coalesce(a.bekend_min, d.minuten)) FILTER (w.geleverd), 0)::BIGINT AS bekend_min,
        coalesce(sum(a.gemist_min), 0)::BIGINT AS gemist_min,
        coalesce(sum(coalesce(a.bekend_slots, d.slots)) FILTER (w.geleverd), 0)::BIGINT AS bekend,
        coalesce(sum(a.ong_slots), 0)::BIGINT AS ong,
        coalesce(sum(a.onb_slots), 0)::BIGINT AS onb,
        coalesce(sum(a.geo_slots), 0)::BIGINT AS geo,
        coalesce(sum(a.geen_reden_slots), 0)::BIGINT AS geen_reden
    FROM wie AS i
    JOIN school.kern.leerlingdag AS d ON d.persoon = i.persoon AND d.datum >= i.eerste AND d.datum <= $peildatum::DATE
    LEFT JOIN school.kern.week AS w
        ON w.peildatum = $peildatum AND w.brin6 = d.brin6 AND w.maandag = date_trunc('week', d.datum)::DATE
    LEFT JOIN school.kern.afwezigdag AS a
        ON a.peildatum = $peildatum AND a.l = $peildatum::DATE AND a.brin6 = d.brin6 AND a.leerling = d.leerling AND a.datum = d.datum
    WHERE d.peildatum = $peildatum AND d.datum <= $peildatum
    GROUP BY d.persoon, d.datum
)
SELECT
    $peildatum::DATE AS peildatum, persoon, datum, plan_min, bekend_min, gemist_min,
    CASE WHEN bekend > 0 AND plicht THEN CASE WHEN ong = bekend THEN 'slecht' WHEN ong + onb < bekend THEN 'breuk' ELSE 'neutraal' END END AS lrv,
    CASE WHEN bekend > 0 THEN CASE WHEN geo = bekend THEN 'slecht' WHEN geo + geen_reden < bekend THEN 'breuk' ELSE 'neutraal' END END AS langdurig_ziek
FROM dagen
