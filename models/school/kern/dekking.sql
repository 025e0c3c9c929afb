-- @sleutel: brin6, datum
-- Per schooldag up to P: the newest delivery (by receipt) whose period holds it, and whether one was received on or after that day.
-- A school-week is geleverd when each of its schooldagen is `gedekt` (regels.md §2).
SELECT
    $peildatum::DATE AS peildatum,
    d.brin6,
    d.datum,
    arg_max(l.levering_id, l.volgorde) AS levering_id,
    max(l.volgorde) AS volgorde,
    bool_or(l.ontvangen_datum >= d.datum) AS gedekt
FROM school.kern.versie AS v
JOIN school.kern.schooldag AS d ON d.peildatum = v.inschrijving_versie AND d.brin6 = v.brin6
JOIN school.kern.verzuimlevering AS l
    ON l.peildatum = $peildatum AND l.brin6 = d.brin6 AND d.datum >= l.van AND d.datum <= l.tot
WHERE v.peildatum = $peildatum AND d.datum <= $peildatum
GROUP BY d.brin6, d.datum
