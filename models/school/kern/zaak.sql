-- @sleutel: persoon, geopend_op
-- @kolommen: peildatum DATE, persoon BIGINT, geopend_op DATE, eerste DATE, signaal VARCHAR, loopt BOOLEAN, status VARCHAR, telt_vanaf DATE, gesloten_op DATE, keren INTEGER
-- The cases of persons as they stand at P (regels.md §5). One opens (status open) at the first Sunday with lrv or langdurig_ziek in S(P, P); `eerste` is that
-- sinds. It lapses (vervallen) when that signal is ingetrokken. It is closed (gesloten) as returned on the Sunday of the 4th of the first
-- four consecutive lesweken after the run in which together 80% (setting terugkeer_pct) or more of the known planned minutes were attended, or by
-- besluit teruggekeerd on its datum; weeks with fewer than half of the planned minutes known are skipped. A week of 25% missed or more within
-- 12 lesweken after closing reopens the same case. loopt: the signal was given at P. telt_vanaf: the day after which weeks count for a return: the
-- last day of the run, or the Sunday of the week that reopened it. keren: how often it was closed.
WITH begin_nu AS (
    SELECT persoon, eerste, signaal FROM school.kern.zaakbegin WHERE peildatum = $peildatum AND l = $peildatum::DATE
),
begin_toen AS (
    SELECT persoon FROM school.kern.zaakbegin WHERE peildatum = $peildatum AND l = $vorige_peildatum::DATE
),
vorige AS (
    SELECT * FROM school.kern.zaak WHERE peildatum = $vorige_peildatum::DATE
),
-- The schooldagen of persons with a case or for whom one can open, over all schools: days of a week that was not delivered are planned, not known.
wie AS (
    SELECT persoon, min(eerste) AS eerste
    FROM (
        SELECT persoon, eerste FROM begin_nu
        UNION ALL
        SELECT persoon, eerste FROM vorige WHERE status <> 'vervallen'
    ) AS b
    GROUP BY persoon
),
zaakdag AS MATERIALIZED (
    SELECT
        d.persoon, d.datum, date_trunc('week', d.datum)::DATE AS maandag,
        bool_or(d.plicht) AS plicht,
        sum(d.minuten)::BIGINT AS plan_min,
        coalesce(sum(coalesce(a.bekend_min, d.minuten)) FILTER (w.geleverd), 0)::BIGINT AS bekend_min,
        coalesce(sum(a.gemist_min), 0)::BIGINT AS gemist_min,
        coalesce(sum(coalesce(a.bekend_slots, d.slots)) FILTER (w.geleverd), 0)::BIGINT AS bekend_slots,
        coalesce(sum(a.ong_slots), 0)::BIGINT AS ong_slots,
        coalesce(sum(a.onb_slots), 0)::BIGINT AS onb_slots,
        coalesce(sum(a.geo_slots), 0)::BIGINT AS geo_slots,
        coalesce(sum(a.geen_reden_slots), 0)::BIGINT AS geen_reden_slots
    FROM wie AS i
    JOIN school.kern.leerlingdag AS d ON d.persoon = i.persoon AND d.datum >= i.eerste AND d.datum <= $peildatum::DATE
    LEFT JOIN school.kern.week AS w
        ON w.peildatum = $peildatum AND w.brin6 = d.brin6 AND w.maandag = date_trunc('week', d.datum)::DATE
    LEFT JOIN school.kern.afwezigdag AS a
        ON a.peildatum = $peildatum AND a.l = $peildatum::DATE AND a.brin6 = d.brin6 AND a.leerling = d.leerling AND a.datum = d.datum
    WHERE d.peildatum = $peildatum AND d.datum <= $peildatum
    GROUP BY d.persoon, d.datum
),
-- What came of the lessons of a person's school: with a lesweek k that was not delivered a signal that is gone is no correction yet.
compleet AS (
    SELECT e.persoon
    FROM school.kern.leerlingpeil AS e
    JOIN school.kern.peil AS p ON p.peildatum = $peildatum AND p.l = e.l AND p.brin6 = e.brin6
    WHERE e.peildatum = $peildatum AND e.l = $peildatum::DATE
    GROUP BY e.persoon
    HAVING bool_and(p.gaten_1 = 0)
),
weken AS (
    SELECT
        persoon, maandag, sum(plan_min) AS plan, sum(bekend_min) AS bekend, sum(gemist_min) AS gemist,
        2 * sum(bekend_min) >= sum(plan_min) AND sum(bekend_min) > 0 AS telt
    FROM zaakdag
    GROUP BY persoon, maandag
),
na_sluiten AS (
    SELECT v.persoon, v.geopend_op, w.maandag, w.bekend, w.gemist, row_number() OVER (PARTITION BY v.persoon, v.geopend_op ORDER BY w.maandag) AS nummer
    FROM vorige AS v
    JOIN weken AS w ON w.persoon = v.persoon AND w.maandag > v.gesloten_op
    WHERE v.status = 'gesloten'
),
heropening AS (
    SELECT persoon, geopend_op, min(maandag) AS maandag
    FROM na_sluiten
    WHERE nummer <= $terugval_lesweken::INTEGER AND bekend > 0 AND 100 * gemist >= $terugval_pct::INTEGER * bekend
    GROUP BY persoon, geopend_op
),
nieuw AS (
    SELECT b.*
    FROM begin_nu AS b
    ANTI JOIN (SELECT persoon FROM vorige WHERE status = 'open' UNION SELECT persoon FROM heropening) AS v ON v.persoon = b.persoon
),
lopend AS (
    SELECT
        v.persoon, v.geopend_op, v.eerste, v.signaal, v.loopt, v.telt_vanaf AS vorige_telt_vanaf, v.gesloten_op, v.keren,
        b.persoon IS NOT NULL AS loopt_nu,
        b.persoon IS NULL AND v.loopt AND t.persoon IS NULL AND c.persoon IS NOT NULL AS is_ingetrokken
    FROM vorige AS v
    LEFT JOIN begin_nu AS b ON b.persoon = v.persoon
    LEFT JOIN begin_toen AS t ON t.persoon = v.persoon
    LEFT JOIN compleet AS c ON c.persoon = v.persoon
    WHERE v.status = 'open'
    UNION ALL
    SELECT persoon, $peildatum::DATE, eerste, signaal, true, eerste, NULL, 0, true, false FROM nieuw
    UNION ALL
    SELECT v.persoon, v.geopend_op, v.eerste, v.signaal, false, (h.maandag + INTERVAL 6 DAY)::DATE, v.gesloten_op, v.keren, b.persoon IS NOT NULL, false
    FROM vorige AS v
    JOIN heropening AS h ON h.persoon = v.persoon AND h.geopend_op = v.geopend_op
    LEFT JOIN begin_nu AS b ON b.persoon = v.persoon
),
-- The last bad day of the run: before the first day after its begin that breaks it.
breuk AS (
    SELECT o.persoon, o.geopend_op, min(d.datum) AS datum
    FROM lopend AS o
    JOIN zaakdag AS d ON d.persoon = o.persoon AND d.datum > o.eerste AND d.bekend_slots > 0
    WHERE CASE o.signaal WHEN 'lrv' THEN d.plicht AND d.ong_slots + d.onb_slots < d.bekend_slots ELSE d.geo_slots + d.geen_reden_slots < d.bekend_slots END
    GROUP BY o.persoon, o.geopend_op
),
reekseinde AS (
    SELECT o.persoon, o.geopend_op, max(d.datum) AS datum
    FROM lopend AS o
    JOIN zaakdag AS d ON d.persoon = o.persoon AND d.datum >= o.eerste AND d.bekend_slots > 0
    LEFT JOIN breuk AS b ON b.persoon = o.persoon AND b.geopend_op = o.geopend_op
    WHERE (b.datum IS NULL OR d.datum < b.datum)
        AND CASE o.signaal WHEN 'lrv' THEN d.plicht AND d.ong_slots = d.bekend_slots ELSE d.geo_slots = d.bekend_slots END
    GROUP BY o.persoon, o.geopend_op
),
telt AS (
    SELECT o.*, greatest(o.vorige_telt_vanaf, coalesce(r.datum, o.vorige_telt_vanaf)) AS telt_vanaf
    FROM lopend AS o
    LEFT JOIN reekseinde AS r ON r.persoon = o.persoon AND r.geopend_op = o.geopend_op
),
venster AS (
    SELECT
        t.persoon, t.geopend_op, (w.maandag + INTERVAL 6 DAY)::DATE AS zondag,
        count(*) OVER vier AS aantal, sum(w.bekend) OVER vier AS bekend, sum(w.gemist) OVER vier AS gemist
    FROM telt AS t
    JOIN weken AS w ON w.persoon = t.persoon AND w.maandag > t.telt_vanaf AND w.telt
    WHERE NOT t.loopt_nu AND NOT t.is_ingetrokken
    WINDOW vier AS (PARTITION BY t.persoon, t.geopend_op ORDER BY w.maandag ROWS BETWEEN 3 PRECEDING AND CURRENT ROW)
),
terug AS (
    SELECT v.persoon, v.geopend_op, min(v.zondag) AS datum
    FROM venster AS v
    JOIN school.publicatie.plek AS q ON q.peildatum = $peildatum AND q.persoon = v.persoon
    JOIN school.bron.school AS s ON s.peildatum = $peildatum AND s.brin6 = q.brin6
    WHERE v.aantal = $terugkeer_lesweken::INTEGER AND 100 * (v.bekend - v.gemist) >= s.terugkeer_pct * v.bekend AND v.zondag <= $peildatum::DATE
    GROUP BY v.persoon, v.geopend_op
),
besluit AS (
    SELECT t.persoon, t.geopend_op, min(b.datum) AS datum
    FROM telt AS t
    JOIN school.kern.versie AS v ON v.peildatum = $peildatum
    JOIN (SELECT DISTINCT peildatum, brin6, leerling, persoon FROM school.kern.inschrijving) AS i
        ON i.peildatum = v.inschrijving_versie AND i.brin6 = v.brin6 AND i.persoon = t.persoon
    JOIN school.kern.bespreking AS b ON b.peildatum = $peildatum AND b.brin6 = i.brin6 AND b.leerling = i.leerling
    WHERE b.besluit = 'teruggekeerd' AND b.datum >= t.eerste AND b.datum > coalesce(t.gesloten_op, DATE '0001-01-01') AND b.datum <= $peildatum::DATE
    GROUP BY t.persoon, t.geopend_op
),
gesloten AS (
    SELECT persoon, geopend_op, min(datum) AS datum
    FROM (SELECT * FROM terug UNION ALL SELECT * FROM besluit) AS g
    GROUP BY persoon, geopend_op
)
SELECT
    $peildatum::DATE AS peildatum, t.persoon, t.geopend_op, t.eerste, t.signaal, t.loopt_nu AS loopt,
    CASE WHEN t.is_ingetrokken THEN 'vervallen' WHEN g.datum IS NOT NULL THEN 'gesloten' ELSE 'open' END AS status,
    t.telt_vanaf, coalesce(g.datum, t.gesloten_op) AS gesloten_op,
    (t.keren + CASE WHEN g.datum IS NOT NULL AND NOT t.is_ingetrokken THEN 1 ELSE 0 END)::INTEGER AS keren
FROM telt AS t
LEFT JOIN gesloten AS g ON g.persoon = t.persoon AND g.geopend_op = t.geopend_op
UNION ALL
SELECT $peildatum::DATE AS peildatum, v.persoon, v.geopend_op, v.eerste, v.signaal, false, v.status, v.telt_vanaf, v.gesloten_op, v.keren
FROM vorige AS v
ANTI JOIN lopend AS o ON o.persoon = v.persoon AND o.geopend_op = v.geopend_op
