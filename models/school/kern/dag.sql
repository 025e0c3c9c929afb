-- @soort: versie
-- @sleutel: leerling, datum
-- @kolommen: peildatum DATE, leerling BIGINT, datum DATE, maandag DATE, brin6 VARCHAR, plan_slots INTEGER, plan_min INTEGER, weg_slots INTEGER, weg_min INTEGER, nvt_slots INTEGER, nvt_min INTEGER, gemist_slots INTEGER, gemist_min INTEGER, ong_slots INTEGER, ong_min INTEGER, onb_slots INTEGER, onb_min INTEGER, ziek_slots INTEGER, luxe_ong_slots INTEGER, luxe_onb_slots INTEGER, schorsing_slots INTEGER, te_laat_slots INTEGER, tot_peildatum DATE
-- What differs from "present all day", a pupil and a date: planned, unknown, missed slots and minutes by kind of reason (regels.md §2).
-- A change log: a row stands from `peildatum` until `tot_peildatum`; only what new deliveries or snapshots touch is computed again: dates of
-- a whole school (geraakt), or all dates of the pupils whose enrolment or timetable changed (school.kern.wisselaar).
-- weg_*: slots that do not count as known: not planned after all (nvt) or covered by a code that is not in the school's table.
-- onb_*: missed with a reason still unknown; whether they count as ongeoorloofd depends on the day one looks (school.kern.rijping).
WITH geraakt AS (
    SELECT brin6, $horizon_van::DATE AS van, $peildatum::DATE AS tot FROM school.kern.herziening WHERE peildatum = $peildatum
    UNION ALL
    SELECT brin6, ($peildatum::DATE - INTERVAL 6 DAY)::DATE, $peildatum::DATE FROM school.kern.versie WHERE peildatum = $peildatum
    UNION ALL
    SELECT brin6, van, tot
    FROM school.kern.verzuimlevering
    WHERE peildatum = $peildatum AND bekend_op = $peildatum AND van IS NOT NULL
    UNION ALL
    SELECT l.brin6, min(v.van_datum), max(coalesce(v.tot_datum, l.ontvangen_datum))
    FROM school.kern.verzuimlevering AS l
    JOIN school.bron.verzuim AS v ON v.levering_id = l.levering_id AND v.brin6 = l.brin6
    WHERE l.peildatum = $peildatum AND l.bekend_op = $peildatum AND l.van IS NULL
    GROUP BY l.brin6, l.levering_id
),
wissel AS (
    SELECT brin6, leerling FROM school.kern.wisselaar WHERE peildatum = $peildatum
),
schooldagen AS (
    SELECT d.brin6, d.datum
    FROM school.kern.versie AS v
    JOIN school.kern.schooldag AS d ON d.peildatum = v.inschrijving_versie AND d.brin6 = v.brin6
    WHERE v.peildatum = $peildatum AND d.datum <= $peildatum
),
raakdag AS (
    SELECT brin6, datum, bool_or(is_heel) AS is_heel
    FROM (
        SELECT d.brin6, d.datum, TRUE AS is_heel
        FROM schooldagen AS d
        JOIN geraakt AS g ON g.brin6 = d.brin6 AND d.datum >= g.van AND d.datum <= g.tot
        UNION ALL
        SELECT d.brin6, d.datum, FALSE AS is_heel
        FROM schooldagen AS d
        SEMI JOIN wissel AS w ON w.brin6 = d.brin6
    ) AS r
    GROUP BY brin6, datum
),
actueel AS (
    SELECT r.brin6, r.datum, r.is_heel, k.levering_id, k.volgorde
    FROM raakdag AS r
    JOIN school.kern.dekking AS k ON k.peildatum = $peildatum AND k.brin6 = r.brin6 AND k.datum = r.datum
    UNION ALL
    SELECT r.brin6, r.datum, r.is_heel, l.levering_id, l.volgorde
    FROM raakdag AS r
    JOIN school.kern.verzuimlevering AS l ON l.peildatum = $peildatum AND l.brin6 = r.brin6 AND l.van IS NULL
    LEFT JOIN school.kern.dekking AS k ON k.peildatum = $peildatum AND k.brin6 = r.brin6 AND k.datum = r.datum
    WHERE k.volgorde IS NULL OR l.volgorde > k.volgorde
),
rijen AS (
    SELECT
        v.levering_id, v.brin6, v.leerling, v.van_datum, v.tot_datum, v.eenheid, v.slot_van, v.slot_tot, v.soort, v.code, v.ingevoerd_utc, v.plaats,
        greatest(v.van_datum, coalesce(l.van, v.van_datum), $horizon_van::DATE) AS eerste,
        least(coalesce(v.tot_datum, l.tot, l.ontvangen_datum), coalesce(l.tot, DATE '9999-12-31'), $peildatum::DATE) AS laatste,
        w.leerling IS NOT NULL AS is_gewisseld
    FROM school.kern.verzuimlevering AS l
    JOIN (SELECT levering_id, bool_or(is_heel) AS is_heel FROM actueel GROUP BY levering_id) AS a ON a.levering_id = l.levering_id
    JOIN school.bron.verzuim AS v ON v.levering_id = l.levering_id AND v.brin6 = l.brin6
    LEFT JOIN wissel AS w ON w.leerling = v.leerling AND w.brin6 = v.brin6
    WHERE l.peildatum = $peildatum AND v.peildatum <= $peildatum AND (a.is_heel OR w.leerling IS NOT NULL)
),
rijdag AS (
    SELECT r.*, r.eerste AS datum FROM rijen AS r WHERE r.eerste = r.laatste
    UNION ALL
    SELECT r.*, unnest(generate_series(r.eerste, r.laatste, INTERVAL 1 DAY))::DATE AS datum FROM rijen AS r WHERE r.eerste < r.laatste
),
beoordeeld AS (
    SELECT
        r.*,
        a.volgorde,
        CASE
            WHEN r.code IS NOT NULL AND c.code IS NULL THEN 'onbekende_code'
            WHEN c.categorie IN ('te_laat', 'verwijderd', 'aanwezig', 'nvt', 'geen_verzuim') THEN c.categorie
            ELSE coalesce(r.soort, 'afwezig')
        END AS gelezen_soort,
        CASE gelezen_soort
            WHEN 'te_laat' THEN CASE WHEN s.te_laat_telt_als = 'afwezig' THEN 'afwezig' ELSE 'te_laat' END
            WHEN 'verwijderd' THEN CASE WHEN s.verwijderd_telt_als = 'afwezig' THEN 'afwezig' ELSE 'verwijderd' END
            ELSE gelezen_soort
        END AS stand,
        coalesce(c.categorie, 'onbekend') AS categorie,
        coalesce(c.geoorloofd, 'onbekend') AS geoorloofd
    FROM rijdag AS r
    JOIN actueel AS a ON a.levering_id = r.levering_id AND a.brin6 = r.brin6 AND a.datum = r.datum AND (a.is_heel OR r.is_gewisseld)
    JOIN school.kern.versie AS v ON v.peildatum = $peildatum AND v.brin6 = r.brin6
    JOIN school.bron.school AS s ON s.peildatum = $peildatum AND s.brin6 = r.brin6
    LEFT JOIN school.kern.code AS c
        ON c.peildatum = v.code_versie AND c.brin6 = r.brin6 AND c.code = r.code AND r.datum >= c.van AND r.datum <= c.tot
),
leerlingdag AS (
    SELECT k.leerling, k.datum, i.brin6, i.klas, v.plan_versie, e.leerling IS NOT NULL AS eigen
    FROM (SELECT DISTINCT leerling, datum FROM beoordeeld WHERE stand NOT IN ('aanwezig', 'geen_verzuim')) AS k
    JOIN school.kern.inschrijving AS i ON i.leerling = k.leerling AND k.datum >= i.van AND k.datum <= i.tot
    JOIN school.kern.versie AS v ON v.peildatum = $peildatum AND v.brin6 = i.brin6 AND v.inschrijving_versie = i.peildatum
    LEFT JOIN school.kern.eigenrooster AS e
        ON e.peildatum = v.plan_versie AND e.brin6 = i.brin6 AND e.leerling = k.leerling AND e.datum = k.datum
),
slots AS (
    SELECT d.leerling, d.datum, d.brin6, p.slot, p.minuten
    FROM leerlingdag AS d
    JOIN school.kern.planslot AS p
        ON p.peildatum = d.plan_versie AND p.brin6 = d.brin6 AND p.klas = d.klas AND p.datum = d.datum AND p.leerling IS NULL
    WHERE NOT d.eigen
    UNION ALL
    SELECT d.leerling, d.datum, d.brin6, p.slot, p.minuten
    FROM leerlingdag AS d
    JOIN school.kern.planslot AS p
        ON p.peildatum = d.plan_versie AND p.brin6 = d.brin6 AND p.leerling = d.leerling AND p.datum = d.datum
    ANTI JOIN school.kern.dicht AS x
        ON x.peildatum = d.plan_versie AND x.brin6 = d.brin6 AND x.klas = d.klas AND x.datum = d.datum
    WHERE d.eigen
),
raakt AS (
    SELECT s.leerling, s.datum, s.slot, b.stand, b.gelezen_soort, b.categorie, b.geoorloofd
    FROM slots AS s
    JOIN beoordeeld AS b ON b.leerling = s.leerling AND b.datum = s.datum
    WHERE b.stand <> 'geen_verzuim'
        AND (b.eenheid = 'dag' OR (b.eenheid = 'lesuur') = (s.slot <= 12))
        AND (b.slot_van IS NULL OR b.datum <> b.van_datum OR s.slot >= b.slot_van)
        AND (b.slot_tot IS NULL OR b.tot_datum IS NULL OR b.datum <> b.tot_datum OR s.slot <= b.slot_tot)
    QUALIFY row_number() OVER (
        PARTITION BY s.leerling, s.datum, s.slot
        ORDER BY b.ingevoerd_utc DESC NULLS LAST, b.volgorde DESC, b.plaats DESC
    ) = 1
),
winnaar AS (
    SELECT s.leerling, s.datum, s.brin6, s.minuten, r.stand, r.gelezen_soort, r.categorie, r.geoorloofd
    FROM slots AS s
    LEFT JOIN raakt AS r ON r.leerling = s.leerling AND r.datum = s.datum AND r.slot = s.slot
),
nieuw AS (
    SELECT
        leerling,
        datum,
        brin6,
        count(*)::INTEGER AS plan_slots,
        sum(minuten)::INTEGER AS plan_min,
        count(*) FILTER (stand IN ('nvt', 'onbekende_code'))::INTEGER AS weg_slots,
        coalesce(sum(minuten) FILTER (stand IN ('nvt', 'onbekende_code')), 0)::INTEGER AS weg_min,
        count(*) FILTER (stand = 'nvt')::INTEGER AS nvt_slots,
        coalesce(sum(minuten) FILTER (stand = 'nvt'), 0)::INTEGER AS nvt_min,
        count(*) FILTER (stand = 'afwezig')::INTEGER AS gemist_slots,
        coalesce(sum(minuten) FILTER (stand = 'afwezig'), 0)::INTEGER AS gemist_min,
        count(*) FILTER (stand = 'afwezig' AND geoorloofd = 'nee')::INTEGER AS ong_slots,
        coalesce(sum(minuten) FILTER (stand = 'afwezig' AND geoorloofd = 'nee'), 0)::INTEGER AS ong_min,
        count(*) FILTER (stand = 'afwezig' AND geoorloofd = 'onbekend')::INTEGER AS onb_slots,
        coalesce(sum(minuten) FILTER (stand = 'afwezig' AND geoorloofd = 'onbekend'), 0)::INTEGER AS onb_min,
        count(*) FILTER (stand = 'afwezig' AND categorie = 'ziek')::INTEGER AS ziek_slots,
        count(*) FILTER (stand = 'afwezig' AND categorie = 'luxe' AND geoorloofd = 'nee')::INTEGER AS luxe_ong_slots,
        count(*) FILTER (stand = 'afwezig' AND categorie = 'luxe' AND geoorloofd = 'onbekend')::INTEGER AS luxe_onb_slots,
        count(*) FILTER (stand = 'afwezig' AND categorie = 'schorsing')::INTEGER AS schorsing_slots,
        count(*) FILTER (gelezen_soort = 'te_laat')::INTEGER AS te_laat_slots
    FROM winnaar
    GROUP BY leerling, datum, brin6
    HAVING count(*) FILTER (stand IN ('nvt', 'onbekende_code', 'afwezig') OR gelezen_soort = 'te_laat') > 0
),
oud AS (
    SELECT d.*
    FROM school.kern.dag AS d
    SEMI JOIN geraakt AS g ON g.brin6 = d.brin6 AND d.datum >= g.van AND d.datum <= g.tot
    WHERE d.tot_peildatum IS NULL AND d.datum >= $horizon_van::DATE AND d.peildatum < $peildatum
    UNION
    SELECT d.*
    FROM school.kern.dag AS d
    SEMI JOIN wissel AS w ON w.leerling = d.leerling AND w.brin6 = d.brin6
    WHERE d.tot_peildatum IS NULL AND d.datum >= $horizon_van::DATE AND d.peildatum < $peildatum
)
SELECT
    $peildatum::DATE AS peildatum,
    coalesce(n.leerling, o.leerling) AS leerling,
    coalesce(n.datum, o.datum) AS datum,
    date_trunc('week', coalesce(n.datum, o.datum))::DATE AS maandag,
    coalesce(n.brin6, o.brin6) AS brin6,
    n.plan_slots, n.plan_min, n.weg_slots, n.weg_min, n.nvt_slots, n.nvt_min, n.gemist_slots, n.gemist_min, n.ong_slots, n.ong_min, n.onb_slots, n.onb_min,
    n.ziek_slots, n.luxe_ong_slots, n.luxe_onb_slots, n.schorsing_slots, n.te_laat_slots,
    n.leerling IS NULL AS weg
FROM nieuw AS n
FULL JOIN oud AS o ON o.leerling = n.leerling AND o.datum = n.datum
WHERE n.leerling IS NULL OR o.leerling IS NULL
    OR ROW(n.plan_slots, n.plan_min, n.weg_slots, n.weg_min, n.nvt_slots, n.nvt_min, n.gemist_slots, n.gemist_min, n.ong_slots, n.ong_min, n.onb_slots, n.onb_min,
           n.ziek_slots, n.luxe_ong_slots, n.luxe_onb_slots, n.schorsing_slots, n.te_laat_slots)
    IS DISTINCT FROM
       ROW(o.plan_slots, o.plan_min, o.weg_slots, o.weg_min, o.nvt_slots, o.nvt_min, o.gemist_slots, o.gemist_min, o.ong_slots, o.ong_min, o.onb_slots, o.onb_min,
           o.ziek_slots, o.luxe_ong_slots, o.luxe_onb_slots, o.schorsing_slots, o.te_laat_slots)
