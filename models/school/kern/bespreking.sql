-- @sleutel: brin6, leerling, volgnummer
-- What kernteams decided, as returned by P: one row a decision, oldest first. datum: the row's, else its peildatum. A list that comes back
-- twice is one delivery per receipt; the newest row of a pupil is the last one here. is_geldend: no later return of the same list (the same peildatum;
-- empty: datum) says something else about this pupil and signal. lijst: the Sunday of the list that the decision is about: the peildatum, or the last
-- Sunday up to it (empty: up to datum).
SELECT
    $peildatum::DATE AS peildatum,
    k.brin6, k.leerling, k.signaal, k.besluit, k.wie, k.vervolg,
    coalesce(k.datum, k.peildatum_lijst, l.ontvangen_op::DATE) AS datum,
    (date_trunc('week', coalesce(k.peildatum_lijst, k.datum, l.ontvangen_op::DATE) + 1) - INTERVAL 1 DAY)::DATE AS lijst,
    row_number() OVER (PARTITION BY k.brin6, k.leerling ORDER BY l.volgorde, l.bestand, k.regel)::INTEGER AS volgnummer,
    rank() OVER (
        PARTITION BY k.brin6, k.leerling, k.signaal, coalesce(k.peildatum_lijst, k.datum, l.ontvangen_op::DATE) ORDER BY l.volgorde DESC
    ) = 1 AS is_geldend
FROM school.bron.kernteam AS k
JOIN school.bron.levering AS l ON l.bestand_id = k.bestand_id AND l.soort = 'kernteam' AND NOT l.herhaald
WHERE k.peildatum <= $peildatum AND l.peildatum <= $peildatum
