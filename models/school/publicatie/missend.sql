-- @sleutel: brin6, maandag
-- The lesweken that are not geleverd at P, of the last 12 or of the schooljaar of lesweek k: which schooldagen up to P lie in no period of a
-- delivery received on or after that day (regels.md §2). `terug`: lesweken back from k, which is 0.
SELECT
    $peildatum::DATE AS peildatum,
    d.brin6,
    d.maandag,
    (p.k - d.lesweek)::INTEGER AS terug,
    count(*)::INTEGER AS schooldagen,
    list(d.datum ORDER BY d.datum) FILTER (NOT coalesce(k.gedekt, false)) AS dagen
FROM school.kern.peil AS p
JOIN school.kern.versie AS v ON v.peildatum = $peildatum AND v.brin6 = p.brin6
JOIN school.kern.schooldag AS d ON d.peildatum = v.inschrijving_versie AND d.brin6 = p.brin6 AND d.datum <= $peildatum
LEFT JOIN school.kern.dekking AS k ON k.peildatum = $peildatum AND k.brin6 = d.brin6 AND k.datum = d.datum
WHERE p.peildatum = $peildatum AND p.l = $peildatum::DATE AND (d.maandag >= p.van_12 OR d.schooljaar = p.schooljaar)
GROUP BY d.brin6, d.maandag, p.k, d.lesweek
HAVING NOT bool_and(coalesce(k.gedekt, false))
