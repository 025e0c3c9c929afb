-- @sleutel: persoon, geopend_op, nummer
-- @kolommen: peildatum DATE, persoon BIGINT, geopend_op DATE, nummer INTEGER, eerste DATE, signaal VARCHAR, loopt BOOLEAN, status VARCHAR, vanaf DATE
-- The course of every case of a person, as it stands at P (regels.md §5): one row for its opening (nummer 0), and one for each closing and reopening.
-- A case opens at the first Sunday with lrv or langdurig_ziek in S(P, P); `eerste` is that sinds; a run that a case holds already opens no other. It
-- lapses, and is no longer here, when that signal is ingetrokken. It is closed as returned on the Sunday of the 4th of the first four consecutive
-- lesweken after the run (after the week that reopened it) in which together 80% (setting terugkeer_pct) or more of the known planned minutes was
-- attended, or by besluit teruggekeerd on its datum. A week of 25% missed or more within 12 lesweken after closing reopens the same case. What an
-- earlier Sunday knew stands: only new steps are added. vanaf: open: the first day of the run, later the Sunday of the week that reopened it; gesloten:
-- the day of closing. loopt: the signal that opened it is given, or repeated because data is missing.
WITH RECURSIVE nu AS (
    SELECT persoon, signaal, eerste FROM school.kern.zaakbegin WHERE peildatum = $peildatum AND l = $peildatum::DATE
),
toen AS (
    SELECT persoon, signaal FROM school.kern.zaakbegin WHERE peildatum = $peildatum AND l = $vorige_peildatum::DATE
),
-- With a lesweek k that was not delivered a signal that is gone is repeated; of who is not enrolled any more it is no correction.
gaten AS (
    SELECT e.persoon, bool_or(p.gaten_1 > 0) AS mist
    FROM school.kern.leerlingpeil AS e
    JOIN school.kern.peil AS p ON p.peildatum = $peildatum AND p.l = e.l AND p.brin6 = e.brin6
    WHERE e.peildatum = $peildatum AND e.l = $peildatum::DATE
    GROUP BY e.persoon
),
vorige AS (
    SELECT
        v.persoon, v.geopend_op, v.nummer, v.eerste, v.signaal, v.status, v.vanaf,
        v.loopt AND (n.persoon IS NOT NULL OR coalesce(g.mist, false)) AS loopt
    FROM school.kern.zaakloop AS v
    LEFT JOIN nu AS n ON n.persoon = v.persoon AND n.signaal = v.signaal
    LEFT JOIN toen AS t ON t.persoon = v.persoon AND t.signaal = v.signaal
    LEFT JOIN gaten AS g ON g.persoon = v.persoon
    WHERE v.peildatum = $vorige_peildatum::DATE
        AND NOT (v.loopt AND n.persoon IS NULL AND t.persoon IS NULL AND coalesce(NOT g.mist, false))
),
-- Only the newest case of a person goes on; whether the one that could open today is one, is judged at the end.
start AS (
    SELECT persoon, geopend_op, nummer, eerste, signaal, loopt, status, vanaf
    FROM vorige
    QUALIFY row_number() OVER (PARTITION BY persoon ORDER BY geopend_op DESC, nummer DESC) = 1
    UNION ALL
    SELECT persoon, $peildatum::DATE, 0, min(eerste), arg_min(signaal, (eerste, signaal)), true, 'open', min(eerste) FROM nu GROUP BY persoon
),
-- The last bad day of the run that holds the first day of the case; corrected: of the first run that ends later.
reeksdag AS (
    SELECT
        s.persoon, s.geopend_op, d.datum,
        CASE s.signaal WHEN 'lrv' THEN d.lrv ELSE d.langdurig_ziek END AS stand,
        min(d.datum) FILTER (stand = 'slecht') OVER (PARTITION BY s.persoon, s.geopend_op) AS begin_op
    FROM start AS s
    JOIN school.kern.zaakdag AS d ON d.peildatum = $peildatum AND d.persoon = s.persoon AND d.datum >= s.eerste
),
breuk AS (
    SELECT persoon, geopend_op, min(datum) AS datum FROM reeksdag WHERE stand = 'breuk' AND datum > begin_op GROUP BY persoon, geopend_op
),
reekseinde AS (
    SELECT r.persoon, r.geopend_op, max(r.datum) AS datum
    FROM reeksdag AS r
    LEFT JOIN breuk AS b ON b.persoon = r.persoon AND b.geopend_op = r.geopend_op
    WHERE r.stand = 'slecht' AND (b.datum IS NULL OR r.datum < b.datum)
    GROUP BY r.persoon, r.geopend_op
),
overgang AS MATERIALIZED (
    SELECT w.persoon, 'terug' AS soort, w.vier_van AS van, w.zondag AS datum, NULL::DATE AS grens
    FROM school.kern.zaakweek AS w
    JOIN school.publicatie.plek AS q ON q.peildatum = $peildatum AND q.persoon = w.persoon
    JOIN school.bron.school AS s ON s.peildatum = $peildatum AND s.brin6 = q.brin6
    WHERE w.peildatum = $peildatum AND w.vier_van IS NOT NULL
        AND 100 * (w.vier_bekend_min - w.vier_gemist_min) >= s.terugkeer_pct * w.vier_bekend_min
    UNION ALL
    SELECT i.persoon, 'besluit', b.datum, b.datum, NULL
    FROM school.kern.bespreking AS b
    JOIN school.kern.versie AS v ON v.peildatum = $peildatum AND v.brin6 = b.brin6
    JOIN school.kern.inschrijving AS i ON i.peildatum = v.inschrijving_versie AND i.brin6 = b.brin6 AND i.leerling = b.leerling
    WHERE b.peildatum = $peildatum AND b.besluit = 'teruggekeerd' AND b.datum <= $peildatum::DATE
    UNION ALL
    SELECT persoon, 'weer weg', maandag, zondag, grens
    FROM school.kern.zaakweek
    WHERE peildatum = $peildatum AND bekend_min > 0 AND 100 * gemist_min >= $terugval_pct::INTEGER * bekend_min
),
loop AS (
    SELECT s.*, coalesce(r.datum, s.eerste) AS reekseinde
    FROM start AS s
    LEFT JOIN reekseinde AS r ON r.persoon = s.persoon AND r.geopend_op = s.geopend_op
    UNION ALL
    SELECT
        l.persoon, l.geopend_op, l.nummer + 1, l.eerste, l.signaal, l.loopt, CASE l.status WHEN 'open' THEN 'gesloten' ELSE 'open' END, min(o.datum),
        l.reekseinde
    FROM loop AS l
    JOIN overgang AS o
        ON o.persoon = l.persoon
        AND CASE o.soort
            WHEN 'terug' THEN l.status = 'open' AND o.van > greatest(l.vanaf, l.reekseinde)
            WHEN 'besluit' THEN l.status = 'open' AND o.van >= l.vanaf
            ELSE l.status = 'gesloten' AND o.van > l.vanaf AND coalesce(o.grens <= l.vanaf, true)
        END
    GROUP BY l.persoon, l.geopend_op, l.nummer, l.eerste, l.signaal, l.loopt, l.status, l.vanaf, l.reekseinde
),
oude AS (
    SELECT persoon, status, vanaf
    FROM loop
    WHERE geopend_op < $peildatum::DATE
    QUALIFY row_number() OVER (PARTITION BY persoon ORDER BY nummer DESC) = 1
)
SELECT $peildatum::DATE AS peildatum, l.persoon, l.geopend_op, l.nummer, l.eerste, l.signaal, l.loopt, l.status, l.vanaf
FROM loop AS l
LEFT JOIN oude AS o ON o.persoon = l.persoon
WHERE l.geopend_op < $peildatum::DATE OR o.persoon IS NULL OR (o.status = 'gesloten' AND l.eerste > o.vanaf)
UNION
SELECT $peildatum::DATE AS peildatum, persoon, geopend_op, nummer, eerste, signaal, loopt, status, vanaf FROM vorige
