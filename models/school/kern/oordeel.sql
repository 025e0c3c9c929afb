-- @soort: versie
-- @sleutel: bestand_id, regel, reden
-- @kolommen: peildatum DATE, brin6 VARCHAR, leerling BIGINT, levering_id BIGINT, bestand_id BIGINT, regel INTEGER, uitkomst VARCHAR, reden VARCHAR, tot_peildatum DATE
-- What becomes of attendance rows because of what else is known at P: quarantined (slot_ongeldig at a school with the other kind of slots,
-- geen_inschrijving, onbekende_code, tegenstrijdig), ignored (geen_verzuim by code) or reported (code_en_rij_verschillen, deels_overschreven,
-- buiten_rooster). A row has one reason to be left out, the first that is true in the order of aanlevering.md §2; rows without one have no
-- row here. A span is judged by what is left after cutting at the period, the schooljaar before the receipt's, the receipt and the enrolment.
-- A change log: a judgement stands from `peildatum` until `tot_peildatum`.
WITH klassen AS (
    SELECT v.brin6, p.klas, bool_or(p.slot > 12) AS heeft_dagdeel, bool_or(p.slot <= 12) AS heeft_lesuur
    FROM school.kern.versie AS v
    JOIN school.kern.planslot AS p ON p.peildatum = v.plan_versie AND p.brin6 = v.brin6
    WHERE v.peildatum = $peildatum
    GROUP BY v.brin6, p.klas
),
scholen AS (
    SELECT
        s.brin6,
        coalesce(bool_or(k.heeft_dagdeel), s.soort IN ('po', 'sbo')) AS heeft_dagdeel,
        coalesce(bool_or(k.heeft_lesuur), s.soort NOT IN ('po', 'sbo')) AS heeft_lesuur
    FROM school.bron.school AS s
    LEFT JOIN klassen AS k ON k.brin6 = s.brin6
    WHERE s.peildatum = $peildatum
    GROUP BY s.brin6, s.soort
),
rijen AS (
    SELECT
        v.brin6, v.levering_id, v.bestand_id, v.regel, v.plaats, v.leerling, v.eenheid, v.soort, v.code, v.rij_geoorloofd, v.ingevoerd_utc,
        v.van_datum, v.tot_datum, v.slot_van, v.slot_tot,
        greatest(v.van_datum, coalesce(b.van, v.van_datum), b.schooljaar_grens) AS eerste,
        least(coalesce(v.tot_datum, b.tot, b.ontvangen_datum), coalesce(b.tot, DATE '9999-12-31'), b.ontvangen_datum) AS laatste,
        NOT (s.heeft_dagdeel AND s.heeft_lesuur)
        AND ((v.eenheid = 'lesuur' AND NOT s.heeft_lesuur) OR (v.eenheid = 'dagdeel' AND NOT s.heeft_dagdeel)) AS andere_slots
    FROM school.kern.beoordeeld AS b
    JOIN school.bron.verzuim AS v ON v.levering_id = b.levering_id AND v.brin6 = b.brin6
    JOIN scholen AS s ON s.brin6 = b.brin6
    LEFT JOIN (SELECT * FROM school.kern.wisselaar WHERE peildatum = $peildatum) AS w ON w.leerling = v.leerling AND w.brin6 = v.brin6
    WHERE b.peildatum = $peildatum AND (b.is_heel OR w.leerling IS NOT NULL)
),
ingeschreven AS (
    SELECT r.bestand_id, r.regel, min(greatest(r.eerste, i.van)) AS eerste, max(least(r.laatste, i.tot)) AS laatste
    FROM rijen AS r
    JOIN school.kern.versie AS v ON v.peildatum = $peildatum AND v.brin6 = r.brin6
    JOIN school.kern.inschrijving AS i
        ON i.peildatum = v.inschrijving_versie AND i.brin6 = r.brin6 AND i.leerling = r.leerling AND i.van <= r.laatste AND i.tot >= r.eerste
    GROUP BY r.bestand_id, r.regel
),
gesneden AS MATERIALIZED (
    SELECT
        r.* EXCLUDE (eerste, laatste),
        i.regel IS NOT NULL AS is_ingeschreven,
        coalesce(i.eerste, r.eerste) AS eerste,
        coalesce(i.laatste, r.laatste) AS laatste
    FROM rijen AS r
    LEFT JOIN ingeschreven AS i ON i.bestand_id = r.bestand_id AND i.regel = r.regel
),
met_code AS (
    SELECT
        g.bestand_id, g.regel,
        arg_min(c.categorie, c.van) AS categorie, arg_min(c.geoorloofd, c.van) AS geoorloofd
    FROM gesneden AS g
    JOIN school.kern.versie AS v ON v.peildatum = $peildatum AND v.brin6 = g.brin6
    JOIN school.kern.code AS c
        ON c.peildatum = v.code_versie AND c.brin6 = g.brin6 AND c.code = g.code AND c.van <= g.laatste AND c.tot >= g.eerste
    WHERE g.code IS NOT NULL
    GROUP BY g.bestand_id, g.regel
),
beoordeeld AS MATERIALIZED (
    SELECT
        g.*,
        c.categorie,
        c.geoorloofd,
        CASE WHEN c.categorie IN ('te_laat', 'verwijderd', 'aanwezig', 'nvt', 'geen_verzuim') THEN c.categorie ELSE coalesce(g.soort, 'afwezig') END AS stand,
        CASE
            WHEN g.andere_slots THEN 'slot_ongeldig'
            WHEN NOT g.is_ingeschreven THEN 'geen_inschrijving'
            WHEN g.code IS NOT NULL AND c.regel IS NULL THEN 'onbekende_code'
            WHEN c.categorie = 'geen_verzuim' THEN 'geen_verzuim'
        END AS reden
    FROM gesneden AS g
    LEFT JOIN met_code AS c ON c.bestand_id = g.bestand_id AND c.regel = g.regel
),
meedoend AS (
    SELECT * FROM beoordeeld WHERE reden IS NULL OR reden = 'onbekende_code'
),
rijdag AS (
    SELECT m.*, m.eerste AS datum FROM meedoend AS m WHERE m.eerste = m.laatste
    UNION ALL
    SELECT m.*, unnest(generate_series(m.eerste, m.laatste, INTERVAL 1 DAY))::DATE AS datum FROM meedoend AS m WHERE m.eerste < m.laatste
),
leerlingdag AS (
    SELECT k.leerling, k.datum, i.brin6, i.klas, v.plan_versie, e.leerling IS NOT NULL AS eigen
    FROM (SELECT DISTINCT leerling, datum FROM rijdag WHERE stand <> 'aanwezig') AS k
    JOIN school.kern.inschrijving AS i ON i.leerling = k.leerling AND k.datum >= i.van AND k.datum <= i.tot
    JOIN school.kern.versie AS v ON v.peildatum = $peildatum AND v.brin6 = i.brin6 AND v.inschrijving_versie = i.peildatum
    LEFT JOIN school.kern.eigenrooster AS e
        ON e.peildatum = v.plan_versie AND e.brin6 = i.brin6 AND e.leerling = k.leerling AND e.datum = k.datum
),
slots AS (
    SELECT d.leerling, d.datum, p.slot
    FROM leerlingdag AS d
    JOIN school.kern.planslot AS p
        ON p.peildatum = d.plan_versie AND p.brin6 = d.brin6 AND p.klas = d.klas AND p.datum = d.datum AND p.leerling IS NULL
    WHERE NOT d.eigen
    UNION ALL
    SELECT d.leerling, d.datum, p.slot
    FROM leerlingdag AS d
    JOIN school.kern.planslot AS p
        ON p.peildatum = d.plan_versie AND p.brin6 = d.brin6 AND p.leerling = d.leerling AND p.datum = d.datum
    ANTI JOIN school.kern.dicht AS x
        ON x.peildatum = d.plan_versie AND x.brin6 = d.brin6 AND x.klas = d.klas AND x.datum = d.datum
    WHERE d.eigen
),
strijd AS (
    SELECT
        r.bestand_id, r.regel, r.stand, r.code,
        first_value(r.bestand_id) OVER w AS wint_bestand,
        first_value(r.regel) OVER w AS wint_regel,
        first_value(r.stand) OVER w AS wint_stand,
        first_value(r.code) OVER w AS wint_code
    FROM slots AS s
    JOIN rijdag AS r
        ON r.leerling = s.leerling AND r.datum = s.datum
        AND (r.eenheid = 'dag' OR (r.eenheid = 'lesuur') = (s.slot <= 12))
        AND (r.slot_van IS NULL OR r.datum <> r.van_datum OR s.slot >= r.slot_van)
        AND (r.slot_tot IS NULL OR r.tot_datum IS NULL OR r.datum <> r.tot_datum OR s.slot <= r.slot_tot)
    WINDOW w AS (
        PARTITION BY r.levering_id, s.leerling, s.datum, s.slot ORDER BY r.ingevoerd_utc DESC NULLS LAST, r.plaats DESC
    )
),
per_rij AS (
    SELECT
        bestand_id, regel,
        count(*) AS slots,
        count(*) FILTER ((wint_bestand, wint_regel) <> (bestand_id, regel)
            AND (wint_stand <> stand OR wint_code IS DISTINCT FROM code)) AS verloren
    FROM strijd
    GROUP BY bestand_id, regel
),
weggelaten AS (
    SELECT b.*, CASE WHEN b.reden IS NULL AND p.slots = p.verloren THEN 'tegenstrijdig' ELSE b.reden END AS hele_reden, p.slots, p.verloren
    FROM beoordeeld AS b
    LEFT JOIN per_rij AS p ON p.bestand_id = b.bestand_id AND p.regel = b.regel
),
nieuw AS (
    SELECT
        brin6, leerling, levering_id, bestand_id, regel,
        CASE hele_reden WHEN 'geen_verzuim' THEN 'genegeerd' ELSE 'quarantaine' END AS uitkomst,
        hele_reden AS reden
    FROM weggelaten
    WHERE hele_reden IS NOT NULL
    UNION ALL
    SELECT brin6, leerling, levering_id, bestand_id, regel, 'gemeld', 'code_en_rij_verschillen'
    FROM weggelaten
    WHERE hele_reden IS NULL AND code IS NOT NULL
        AND (coalesce(soort, stand) <> stand OR (rij_geoorloofd IS NOT NULL AND geoorloofd <> 'onbekend' AND rij_geoorloofd <> geoorloofd))
    UNION ALL
    SELECT brin6, leerling, levering_id, bestand_id, regel, 'gemeld', 'deels_overschreven'
    FROM weggelaten
    WHERE hele_reden IS NULL AND verloren > 0
    UNION ALL
    SELECT brin6, leerling, levering_id, bestand_id, regel, 'gemeld', 'buiten_rooster'
    FROM weggelaten
    WHERE hele_reden IS NULL AND slots IS NULL AND stand <> 'aanwezig'
),
oud AS (
    SELECT o.brin6, o.leerling, o.levering_id, o.bestand_id, o.regel, o.uitkomst, o.reden
    FROM school.kern.oordeel AS o
    JOIN school.kern.beoordeeld AS b ON b.peildatum = $peildatum AND b.levering_id = o.levering_id AND b.brin6 = o.brin6
    LEFT JOIN (SELECT * FROM school.kern.wisselaar WHERE peildatum = $peildatum) AS w ON w.leerling = o.leerling AND w.brin6 = o.brin6
    WHERE o.tot_peildatum IS NULL AND o.peildatum < $peildatum AND (b.is_heel OR w.leerling IS NOT NULL)
)
SELECT $peildatum::DATE AS peildatum, n.*, FALSE AS weg
FROM nieuw AS n
ANTI JOIN oud AS o ON o.bestand_id = n.bestand_id AND o.regel = n.regel AND o.reden = n.reden
UNION ALL
SELECT $peildatum::DATE AS peildatum, o.*, TRUE AS weg
FROM oud AS o
ANTI JOIN nieuw AS n ON n.bestand_id = o.bestand_id AND n.regel = o.regel AND n.reden = o.reden
