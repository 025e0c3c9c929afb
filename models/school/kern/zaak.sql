-- @sleutel: persoon, geopend_op
-- The cases of persons as they stand at P (regels.md §5): open or gesloten (closed as returned). deels_terug: open, and 20-80% (both included; 80 is the
-- setting terugkeer_pct) of the known planned minutes attended in the last four delivered lesweken. keren: how often it was closed.
WITH laatste AS (
    SELECT persoon, bekend_min, gemist_min
    FROM school.kern.zaakweek
    WHERE peildatum = $peildatum AND bekend_min > 0
    QUALIFY row_number() OVER (PARTITION BY persoon ORDER BY maandag DESC) <= $terugkeer_lesweken::INTEGER
),
gevolgd AS (
    SELECT persoon, sum(bekend_min) AS bekend_min, sum(bekend_min - gemist_min) AS aanwezig_min FROM laatste GROUP BY persoon
),
stand AS (
    SELECT
        persoon, geopend_op, eerste, signaal, loopt,
        arg_max(status, nummer) AS status,
        max(vanaf) FILTER (status = 'gesloten') AS gesloten_op,
        count(*) FILTER (status = 'gesloten')::INTEGER AS keren
    FROM school.kern.zaakloop
    WHERE peildatum = $peildatum
    GROUP BY persoon, geopend_op, eerste, signaal, loopt
)
SELECT
    $peildatum::DATE AS peildatum, s.persoon, s.geopend_op, s.eerste, s.signaal, s.loopt, s.status, s.gesloten_op, s.keren,
    coalesce(
        s.status = 'open'
        AND 100 * g.aanwezig_min BETWEEN $deels_terug_pct::INTEGER * g.bekend_min AND i.terugkeer_pct * g.bekend_min,
        false
    ) AS deels_terug
FROM stand AS s
LEFT JOIN gevolgd AS g ON g.persoon = s.persoon
LEFT JOIN school.publicatie.plek AS q ON q.peildatum = $peildatum AND q.persoon = s.persoon
LEFT JOIN school.bron.school AS i ON i.peildatum = $peildatum AND i.brin6 = q.brin6
