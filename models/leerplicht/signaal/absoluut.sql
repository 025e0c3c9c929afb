-- @sleutel: signaal, sinds
-- @sleutel_leeg: brin6, leerling, zaaknummer
-- @signalen: absoluut
-- Absoluut verzuim that goes on at P (leerplicht.kern.absoluut): at the school of the newest enrolment, and for who was never enrolled here by
-- its zaaknummer. Of two cases of one pupil the earliest.
SELECT
    $peildatum::DATE AS peildatum, p.brin6, p.leerling, CASE WHEN p.leerling IS NULL THEN a.zaaknummer END AS zaaknummer, a.persoon,
    coalesce(p.in_gemeente, true) AS in_gemeente, 'absoluut' AS signaal,
    a.datum_signaal AS sinds, date_diff('day', a.datum_signaal, $peildatum::DATE)::BIGINT AS teller, 1::BIGINT AS noemer, 'dag' AS eenheid
FROM leerplicht.kern.absoluut AS a
LEFT JOIN (SELECT * FROM leerplicht.kern.plek WHERE peildatum = $peildatum AND heeft_pgn) AS p ON p.persoon = a.persoon
WHERE a.peildatum = $peildatum AND date_diff('day', a.datum_signaal, $peildatum::DATE) >= $absoluut_dagen::INTEGER
QUALIFY p.leerling IS NULL OR row_number() OVER (PARTITION BY p.leerling ORDER BY a.datum_signaal, a.zaaknummer) = 1
