-- @sleutel: l, brin6, leerling
-- @signalen: afwezig_10, afwezig_20
-- Missed 10% or 20% of the known planned minutes this schooljaar, whatever the reasons (attendanceworks.org, domein.md §5.1): from
-- lesweek 5 of the schooljaar, with at least 20 schooldagen with a known slot; only the higher of the two. Per person, over all schools.
-- Shares are compared as whole minutes, never as fractions.
SELECT
    $peildatum::DATE AS peildatum,
    e.l,
    e.brin6,
    e.leerling,
    CASE
        WHEN j.gemist_min * 100 >= $afwezig_hoog_pct::INTEGER * j.bekend_min THEN 'afwezig_20'
        ELSE 'afwezig_10'
    END AS signaal,
    j.eerste_gemist AS sinds,
    j.gemist_min * 100 AS teller,
    j.bekend_min AS noemer,
    'procent' AS eenheid
FROM school.kern.leerlingpeil AS e
JOIN school.kern.peil AS p ON p.peildatum = $peildatum AND p.l = e.l AND p.brin6 = e.brin6
JOIN school.kern.jaarstand AS j
    ON j.peildatum = $peildatum AND j.l = e.l AND j.persoon = e.persoon AND j.jaar_van = p.jaar_van
WHERE e.peildatum = $peildatum
    AND p.week_in_jaar >= $afwezig_vanaf_lesweek::INTEGER
    AND j.bekende_dagen >= $afwezig_min_dagen::INTEGER
    AND j.bekend_min > 0
    AND j.gemist_min * 100 >= $afwezig_laag_pct::INTEGER * j.bekend_min
