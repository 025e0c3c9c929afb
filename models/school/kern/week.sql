-- @sleutel: brin6, maandag
-- The lesweken of a school up to P, with whether each was delivered. No delivery is not presence: all slots of a week that is not
-- geleverd are unknown, rows or not (regels.md §2).
SELECT
    $peildatum::DATE AS peildatum,
    d.brin6,
    d.maandag,
    d.lesweek,
    d.schooljaar,
    d.week_in_jaar,
    bool_and(coalesce(k.gedekt, false)) AS geleverd
FROM school.kern.versie AS v
JOIN school.kern.schooldag AS d ON d.peildatum = v.inschrijving_versie AND d.brin6 = v.brin6
LEFT JOIN school.kern.dekking AS k ON k.peildatum = $peildatum AND k.brin6 = d.brin6 AND k.datum = d.datum
WHERE v.peildatum = $peildatum AND d.datum <= $peildatum
GROUP BY d.brin6, d.maandag, d.lesweek, d.schooljaar, d.week_in_jaar
