-- @sleutel: brin6, leerling
-- Where each pupil enrolled on P stands on the Utrecht route: the newest step of the newest route, and since when without a break; the open term that ends
-- first (volgende: the step it asks for; uiterlijk: its last day; null: none, or not known yet) and what is left of it after P; deels_terug: of an open
-- case (school.kern.zaak). A pupil without a step has no row.
WITH huidig AS (
    SELECT brin6, leerling, datum, stap, last_value(stap) OVER (PARTITION BY brin6, leerling ORDER BY datum
        ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS nu
    FROM school.kern.routestap
    WHERE peildatum = $peildatum AND is_huidig
),
anders AS (
    SELECT brin6, leerling, max(datum) AS datum FROM huidig WHERE stap <> nu GROUP BY brin6, leerling
),
stand AS (
    SELECT h.brin6, h.leerling, h.nu AS stap, min(h.datum) AS sinds
    FROM huidig AS h
    LEFT JOIN anders AS a ON a.brin6 = h.brin6 AND a.leerling = h.leerling
    WHERE coalesce(h.datum > a.datum, true)
    GROUP BY h.brin6, h.leerling, h.nu
),
termijn AS (
    SELECT brin6, leerling, stap, uiterlijk, nog_schooldagen, nog_dagen, is_voorbij
    FROM school.kern.routetermijn
    WHERE peildatum = $peildatum AND gehaald_op IS NULL
    QUALIFY row_number() OVER (PARTITION BY brin6, leerling ORDER BY uiterlijk NULLS LAST, stap) = 1
),
terug AS (
    SELECT persoon, bool_or(deels_terug) AS deels_terug FROM school.kern.zaak WHERE peildatum = $peildatum GROUP BY persoon
)
SELECT
    $peildatum::DATE AS peildatum, s.brin6, s.leerling, e.klas, s.stap, s.sinds, coalesce(z.deels_terug, false) AS deels_terug,
    t.stap AS volgende, t.uiterlijk, t.nog_schooldagen, t.nog_dagen, coalesce(t.is_voorbij, false) AS is_voorbij
FROM stand AS s
JOIN school.kern.leerlingpeil AS e
    ON e.peildatum = $peildatum AND e.l = $peildatum::DATE AND e.brin6 = s.brin6 AND e.leerling = s.leerling
LEFT JOIN termijn AS t ON t.brin6 = s.brin6 AND t.leerling = s.leerling
LEFT JOIN terug AS z ON z.persoon = e.persoon
