-- @sleutel: brin6, leerling, stap
-- The terms of the newest route of a pupil, unless that route has ended, as known at P. actietafel: within so many schooldagen of the school (setting
-- actietafel_schooldagen) after the first day with kernpartners; held by any step from the actietafel on. passend_aanbod: within so many months (setting
-- passend_aanbod_maanden; the same day number, else the last day of that month) after the first day of the open case, or of its reopening.
-- begin: not in the term; uiterlijk: its last day, null while the timetable does not reach that far; gehaald_op: null while open. nog_schooldagen and
-- nog_dagen: after P, up to and including uiterlijk; 0 when it is over. is_voorbij: open, and uiterlijk lies before P. is_gauw: open, not over, and at
-- most termijn_vooraf_schooldagen schooldagen left.
WITH huidig AS (
    SELECT
        brin6, leerling,
        min(datum) FILTER (stap = 'kernpartners') AS partners,
        min(datum) FILTER (stap IN ('actietafel', 'plan', 'evaluatie', 'passend_aanbod', 'opschalen')) AS tafel,
        min(datum) FILTER (stap = 'passend_aanbod') AS aanbod
    FROM school.kern.routestap
    WHERE peildatum = $peildatum AND is_huidig
    GROUP BY brin6, leerling
    HAVING NOT bool_or(is_einde)
),
dagen AS (
    SELECT brin6, datum, nummer FROM school.kern.schooldagnummer WHERE peildatum = $peildatum
),
tafels AS (
    SELECT h.brin6, h.leerling, h.partners AS begin_op, h.tafel AS gehaald_op, coalesce(d.nummer, 0) + i.actietafel_schooldagen AS nummer
    FROM huidig AS h
    JOIN school.bron.school AS i ON i.peildatum = $peildatum AND i.brin6 = h.brin6
    ASOF LEFT JOIN dagen AS d ON d.brin6 = h.brin6 AND d.datum <= h.partners
    WHERE h.partners IS NOT NULL
),
zaken AS (
    SELECT z.persoon, max(l.vanaf) AS vanaf
    FROM school.kern.zaak AS z
    JOIN school.kern.zaakloop AS l
        ON l.peildatum = $peildatum AND l.persoon = z.persoon AND l.geopend_op = z.geopend_op AND l.status = 'open'
    WHERE z.peildatum = $peildatum AND z.status = 'open'
    GROUP BY z.persoon
),
termijnen AS (
    SELECT t.brin6, t.leerling, 'actietafel' AS stap, t.begin_op, d.datum AS uiterlijk, t.gehaald_op
    FROM tafels AS t
    LEFT JOIN dagen AS d ON d.brin6 = t.brin6 AND d.nummer = t.nummer
    UNION ALL
    SELECT h.brin6, h.leerling, 'passend_aanbod', z.vanaf, (z.vanaf + to_months(i.passend_aanbod_maanden))::DATE, h.aanbod
    FROM huidig AS h
    JOIN school.bron.school AS i ON i.peildatum = $peildatum AND i.brin6 = h.brin6
    JOIN school.kern.leerlingpeil AS e
        ON e.peildatum = $peildatum AND e.l = $peildatum::DATE AND e.brin6 = h.brin6 AND e.leerling = h.leerling
    JOIN zaken AS z ON z.persoon = e.persoon
),
resterend AS (
    SELECT t.brin6, t.leerling, t.stap, count(*)::INTEGER AS schooldagen
    FROM termijnen AS t
    JOIN dagen AS d ON d.brin6 = t.brin6 AND d.datum > $peildatum::DATE AND d.datum <= t.uiterlijk
    GROUP BY t.brin6, t.leerling, t.stap
)
SELECT
    $peildatum::DATE AS peildatum, t.brin6, t.leerling, t.stap, t.begin_op, t.uiterlijk, t.gehaald_op,
    CASE WHEN t.uiterlijk IS NOT NULL THEN coalesce(r.schooldagen, 0) END AS nog_schooldagen,
    greatest(t.uiterlijk - $peildatum::DATE, 0)::INTEGER AS nog_dagen,
    t.gehaald_op IS NULL AND coalesce(t.uiterlijk < $peildatum::DATE, false) AS is_voorbij,
    t.gehaald_op IS NULL AND coalesce(t.uiterlijk >= $peildatum::DATE AND coalesce(r.schooldagen, 0) <= i.termijn_vooraf_schooldagen, false) AS is_gauw
FROM termijnen AS t
JOIN school.bron.school AS i ON i.peildatum = $peildatum AND i.brin6 = t.brin6
LEFT JOIN resterend AS r ON r.brin6 = t.brin6 AND r.leerling = t.leerling AND r.stap = t.stap
