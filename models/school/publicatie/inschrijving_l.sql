-- @sleutel: brin6, leerling, van
-- What leerplicht may know of every enrolment: school, class, first and last day, bestemming, first and last day of plicht; per version of a school's
-- inschrijvingen. heeft_pgn: the person is known beyond this school. in_gemeente: rows and lists of leerplicht may show the pupil
-- (leerplicht_gemeenten: the woongemeente of the newest row is one of them, or empty).
WITH woont AS (
    SELECT brin6, leerling, arg_max(coalesce(woongemeente, ''), (startdatum, van)) AS woongemeente
    FROM school.kern.inschrijving
    WHERE peildatum = $peildatum
    GROUP BY brin6, leerling
)
SELECT
    $peildatum::DATE AS peildatum, i.brin6, i.leerling, i.persoon, i.persoon <> i.leerling AS heeft_pgn, i.klas, i.van, i.tot, i.startdatum,
    i.bestemming_brin6, i.plicht_van, i.plicht_tot,
    len($leerplicht_gemeenten::VARCHAR[]) = 0 OR w.woongemeente = '' OR list_contains($leerplicht_gemeenten::VARCHAR[], w.woongemeente) AS in_gemeente
FROM school.kern.inschrijving AS i
JOIN woont AS w ON w.brin6 = i.brin6 AND w.leerling = i.leerling
WHERE i.peildatum = $peildatum
