-- @sleutel: l, brin6, leerling
-- The pupils enrolled on day L (L = P and P - 7) at a school that has begun its lesweken: to whom a row can go (regels.md §4).
-- uurmaat: the school's, but always klokuur for a pupil whose class (or, without a rooster, school for po and sbo) works with dagdelen.
WITH roosters AS (
    SELECT v.brin6, p.klas, bool_and(p.slot > 12) AS dagdelen
    FROM school.kern.versie AS v
    JOIN school.kern.planslot AS p ON p.peildatum = v.plan_versie AND p.brin6 = v.brin6
    WHERE v.peildatum = $peildatum
    GROUP BY v.brin6, p.klas
),
klassen AS (
    SELECT * FROM roosters WHERE klas IS NOT NULL
),
scholen AS (
    SELECT s.brin6, s.uurmaat, coalesce(bool_and(k.dagdelen), s.soort IN ('po', 'sbo')) AS dagdelen
    FROM school.bron.school AS s
    LEFT JOIN roosters AS k ON k.brin6 = s.brin6
    WHERE s.peildatum = $peildatum
    GROUP BY s.brin6, s.uurmaat, s.soort
)
SELECT
    $peildatum::DATE AS peildatum,
    p.l,
    i.brin6,
    i.leerling,
    i.persoon,
    i.klas,
    i.reeks_van,
    i.woongemeente,
    i.hoofdinschrijving,
    i.startdatum,
    p.l BETWEEN i.plicht_van AND i.plicht_tot AS plicht,
    coalesce(k.dagdelen, s.dagdelen) AS dagdelen,
    CASE WHEN coalesce(k.dagdelen, s.dagdelen) THEN 'klokuur' ELSE s.uurmaat END AS uurmaat
FROM school.kern.peil AS p
JOIN school.kern.versie AS v ON v.peildatum = $peildatum AND v.brin6 = p.brin6
JOIN school.kern.inschrijving AS i
    ON i.peildatum = v.inschrijving_versie AND i.brin6 = p.brin6 AND p.l >= i.van AND p.l <= i.tot
JOIN scholen AS s ON s.brin6 = p.brin6
LEFT JOIN klassen AS k ON k.brin6 = i.brin6 AND k.klas = i.klas
WHERE p.peildatum = $peildatum
