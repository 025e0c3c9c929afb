-- @sleutel: l, brin6, leerling
-- @signalen: verzuim_16u4w
-- 16 hours of ongeoorloofd verzuim within four lesweken (Leerplichtwet 1969 art. 21 and 21a; counting: regels.md §4 A).
-- Walk the schooldagen of the enrolment. On day d in lesweek j the window runs from the later of telstart and the Monday of lesweek j-3 to d;
-- 16 hours or more in it is a crossing. Its einddatum is d, or 7 days after the previous einddatum if that is later; with a V3 report that
-- holds d it is the report's einddatum when filled and not after L, else d. The next telstart is the day after einddatum. The newest
-- crossing with einddatum <= L decides; the signal stands while the Monday of lesweek k-3 <= einddatum.
-- Hours are counted as whole units: slots (lesuur) or minutes (klokuur); both are walked, the other one only for `grensgeval`.
WITH RECURSIVE begin_ AS (
    SELECT e.l, e.brin6, e.leerling, m.maat, e.reeks_van
    FROM school.kern.leerlingpeil AS e
    JOIN (SELECT unnest(['lesuur', 'klokuur']) AS maat) AS m ON m.maat = e.uurmaat OR NOT e.dagdelen
    WHERE e.peildatum = $peildatum
),
geteld AS (
    SELECT
        b.l, b.brin6, b.leerling, b.maat, a.datum, a.lesweek,
        CASE b.maat WHEN 'lesuur' THEN a.ong_slots ELSE a.ong_min END AS eenheden,
        CASE b.maat WHEN 'lesuur' THEN $uren_16u4w::INTEGER ELSE $uren_16u4w::INTEGER * 60 END AS drempel
    FROM begin_ AS b
    JOIN school.kern.afwezigdag AS a
        ON a.peildatum = $peildatum AND a.l = b.l AND a.brin6 = b.brin6 AND a.leerling = b.leerling
    WHERE a.plicht AND a.ong_slots > 0 AND a.datum >= b.reeks_van
),
met_venster AS (
    SELECT
        g.*,
        coalesce(w.maandag, DATE '0001-01-01') AS venster_van,
        sum(g.eenheden) OVER (PARTITION BY g.l, g.brin6, g.leerling, g.maat) AS totaal
    FROM geteld AS g
    LEFT JOIN school.kern.week AS w ON w.peildatum = $peildatum AND w.brin6 = g.brin6 AND w.lesweek = g.lesweek - ($venster_16u4w::INTEGER - 1)
),
dagen AS (
    SELECT
        v.l, v.brin6, v.leerling, v.maat, v.datum, v.eenheden, v.drempel, v.venster_van,
        sum(o.eenheden)::INTEGER AS in_venster
    FROM met_venster AS v
    JOIN met_venster AS o
        ON o.l = v.l AND o.brin6 = v.brin6 AND o.leerling = v.leerling AND o.maat = v.maat
        AND o.datum >= v.venster_van AND o.datum <= v.datum
    WHERE v.totaal >= v.drempel
    GROUP BY v.l, v.brin6, v.leerling, v.maat, v.datum, v.eenheden, v.drempel, v.venster_van
),
melding AS (
    SELECT
        d.l, d.brin6, d.leerling, d.maat, d.datum, m.meldingsnummer,
        CASE WHEN m.einddatum <= d.l THEN m.einddatum ELSE d.datum END AS einde
    FROM dagen AS d
    JOIN school.kern.melding AS m
        ON m.peildatum = $peildatum AND m.brin6 = d.brin6 AND m.leerling = d.leerling
        AND m.melddatum <= d.l AND m.begindatum <= d.datum AND d.datum <= coalesce(m.einddatum, DATE '9999-12-31')
    QUALIFY row_number() OVER (
        PARTITION BY d.l, d.brin6, d.leerling, d.maat, d.datum
        ORDER BY m.melddatum DESC, try_cast(m.meldingsnummer AS HUGEINT) DESC NULLS LAST, m.meldingsnummer DESC
    ) = 1
),
met_melding AS (
    SELECT d.*, m.meldingsnummer, m.einde
    FROM dagen AS d
    LEFT JOIN melding AS m
        ON m.l = d.l AND m.brin6 = d.brin6 AND m.leerling = d.leerling AND m.maat = d.maat AND m.datum = d.datum
),
loop AS (
    SELECT
        b.l, b.brin6, b.leerling, b.maat, 0 AS nummer, NULL::DATE AS datum, (b.reeks_van - INTERVAL 1 DAY)::DATE AS einddatum,
        NULL::DATE AS venster_van, NULL::VARCHAR AS meldingsnummer
    FROM begin_ AS b
    SEMI JOIN dagen AS d ON d.l = b.l AND d.brin6 = b.brin6 AND d.leerling = b.leerling AND d.maat = b.maat
    UNION ALL
    SELECT l, brin6, leerling, maat, nummer + 1, datum, volgend_einde, venster_start, meldingsnummer
    FROM (
        SELECT
            s.l, s.brin6, s.leerling, s.maat, s.nummer, d.datum, d.meldingsnummer, d.drempel,
            greatest(d.venster_van, (s.einddatum + INTERVAL 1 DAY)::DATE) AS venster_start,
            CASE
                WHEN d.meldingsnummer IS NOT NULL THEN d.einde
                WHEN s.nummer = 0 THEN d.datum
                ELSE greatest(d.datum, (s.einddatum + INTERVAL 7 DAY)::DATE)
            END AS volgend_einde,
            least(
                d.in_venster,
                sum(d.eenheden) OVER (PARTITION BY s.l, s.brin6, s.leerling, s.maat, s.nummer ORDER BY d.datum)
            ) AS uren
        FROM loop AS s
        JOIN met_melding AS d
            ON d.l = s.l AND d.brin6 = s.brin6 AND d.leerling = s.leerling AND d.maat = s.maat AND d.datum > s.einddatum
    ) AS kans
    WHERE uren >= drempel
    QUALIFY row_number() OVER (PARTITION BY l, brin6, leerling, maat ORDER BY datum) = 1
),
laatste AS (
    SELECT o.*
    FROM loop AS o
    JOIN school.kern.peil AS p ON p.peildatum = $peildatum AND p.l = o.l AND p.brin6 = o.brin6
    WHERE o.nummer > 0 AND o.einddatum <= o.l
    QUALIFY row_number() OVER (PARTITION BY o.l, o.brin6, o.leerling, o.maat ORDER BY o.nummer DESC) = 1 AND p.van_4 <= o.einddatum
),
met_waarde AS (
    SELECT
        t.l, t.brin6, t.leerling, t.maat, t.einddatum, t.meldingsnummer,
        min(g.datum) AS begindatum,
        sum(g.eenheden)::BIGINT AS eenheden
    FROM laatste AS t
    JOIN geteld AS g
        ON g.l = t.l AND g.brin6 = t.brin6 AND g.leerling = t.leerling AND g.maat = t.maat
        AND g.datum >= t.venster_van AND g.datum <= t.einddatum
    GROUP BY t.l, t.brin6, t.leerling, t.maat, t.einddatum, t.meldingsnummer
)
SELECT
    $peildatum::DATE AS peildatum,
    e.l,
    e.brin6,
    e.leerling,
    'verzuim_16u4w' AS signaal,
    w.einddatum AS sinds,
    w.eenheden AS teller,
    CASE e.uurmaat WHEN 'lesuur' THEN 1 ELSE 60 END::BIGINT AS noemer,
    e.uurmaat AS eenheid,
    w.begindatum,
    w.meldingsnummer,
    NOT e.dagdelen AND ander.leerling IS NULL AS grensgeval
FROM school.kern.leerlingpeil AS e
JOIN met_waarde AS w ON w.l = e.l AND w.brin6 = e.brin6 AND w.leerling = e.leerling AND w.maat = e.uurmaat
LEFT JOIN met_waarde AS ander
    ON ander.l = e.l AND ander.brin6 = e.brin6 AND ander.leerling = e.leerling AND ander.maat <> e.uurmaat
WHERE e.peildatum = $peildatum
