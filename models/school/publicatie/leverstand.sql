-- @sleutel: brin6
-- What decides whether a school is silent at P, besides its lesweken: has it a timetable, does that still hold, when are its first and its
-- next schooldag, when came its newest attendance that was read, and had that a period in its name. A timetable is over (is_verlopen)
-- when none of its rows holds in week W although the school's kalender does not close that whole week, and it held before.
WITH rooster AS (
    SELECT
        v.brin6,
        count(r.regel) > 0 AS heeft_rooster,
        min(coalesce(r.geldig_van, DATE '0001-01-01')) <= $peildatum::DATE
        AND NOT bool_or(
            coalesce(r.geldig_van, DATE '0001-01-01') <= $peildatum::DATE AND coalesce(r.geldig_tot, DATE '9999-12-31') > $vorige_peildatum::DATE
        ) AS is_voorbij
    FROM school.kern.versie AS v
    LEFT JOIN school.bron.rooster AS r ON r.levering_id = v.rooster_levering AND r.brin6 = v.brin6
    WHERE v.peildatum = $peildatum
    GROUP BY v.brin6
),
gesloten AS (
    SELECT v.brin6, count(DISTINCT x.datum) = 5 AS hele_week
    FROM school.kern.versie AS v
    JOIN school.kern.dicht AS x ON x.peildatum = v.plan_versie AND x.brin6 = v.brin6 AND x.klas IS NULL
    WHERE v.peildatum = $peildatum AND x.datum > $vorige_peildatum::DATE AND x.datum <= $peildatum::DATE AND isodow(x.datum) <= 5
    GROUP BY v.brin6
),
lessen AS (
    SELECT v.brin6, min(d.datum) AS eerste_les, min(d.datum) FILTER (d.datum > $peildatum::DATE) AS volgende_les
    FROM school.kern.versie AS v
    JOIN school.kern.schooldag AS d ON d.peildatum = v.inschrijving_versie AND d.brin6 = v.brin6
    WHERE v.peildatum = $peildatum
    GROUP BY v.brin6
),
verzuim AS (
    SELECT l.brin6, max(l.ontvangen_op) AS laatst_ontvangen, arg_max(l.van IS NULL, l.volgorde) AS zonder_periode
    FROM school.bron.levering AS l
    JOIN school.bron.ontvangst AS o ON o.bestand_id = l.bestand_id AND o.peildatum = l.peildatum
    WHERE l.peildatum <= $peildatum AND l.soort = 'verzuim' AND NOT l.herhaald AND o.uitkomst = 'verwerkt'
    GROUP BY l.brin6
)
SELECT
    $peildatum::DATE AS peildatum,
    r.brin6,
    r.heeft_rooster,
    r.heeft_rooster AND coalesce(r.is_voorbij, false) AND NOT coalesce(g.hele_week, false) AS is_verlopen,
    s.eerste_les,
    s.volgende_les,
    v.laatst_ontvangen,
    coalesce(v.zonder_periode, false) AS zonder_periode
FROM rooster AS r
LEFT JOIN gesloten AS g ON g.brin6 = r.brin6
LEFT JOIN lessen AS s ON s.brin6 = r.brin6
LEFT JOIN verzuim AS v ON v.brin6 = r.brin6
