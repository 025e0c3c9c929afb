-- Every planned slot of these pupils up to day L as known at P, with the row that decides it: the very rules of school.kern.dag (regels.md §1
-- and §2), one slot a line. stand is null where no current row covers the slot: present. is_oud: a reason that is still unknown counts as
-- ongeoorloofd by now (school.kern.rijping). Slots of a week that is not geleverd are unknown, rows or not.
WITH piek AS (
    SELECT i.brin6, i.leerling, i.klas, i.van, i.tot, i.plicht_van, i.plicht_tot, v.plan_versie, v.code_versie
    FROM school.kern.versie AS v
    JOIN school.kern.inschrijving AS i ON i.peildatum = v.inschrijving_versie AND i.brin6 = v.brin6
    WHERE v.peildatum = $peildatum AND list_contains($leerlingen::BIGINT[], i.leerling)
),
slots AS (
    SELECT i.*, p.datum, p.slot, p.minuten
    FROM piek AS i
    JOIN school.kern.planslot AS p
        ON p.peildatum = i.plan_versie AND p.brin6 = i.brin6 AND p.klas = i.klas AND p.datum >= i.van AND p.datum <= i.tot
    ANTI JOIN school.kern.eigenrooster AS e
        ON e.peildatum = i.plan_versie AND e.brin6 = i.brin6 AND e.leerling = i.leerling AND e.datum = p.datum
    WHERE p.leerling IS NULL AND p.datum <= $l::DATE
    UNION ALL
    SELECT i.*, p.datum, p.slot, p.minuten
    FROM piek AS i
    JOIN school.kern.planslot AS p
        ON p.peildatum = i.plan_versie AND p.brin6 = i.brin6 AND p.leerling = i.leerling AND p.datum >= i.van AND p.datum <= i.tot
    ANTI JOIN school.kern.dicht AS x
        ON x.peildatum = i.plan_versie AND x.brin6 = i.brin6 AND x.klas = i.klas AND x.datum = p.datum
    WHERE p.datum <= $l::DATE
),
actueel AS (
    SELECT k.brin6, k.datum, k.levering_id, k.volgorde
    FROM school.kern.dekking AS k
    SEMI JOIN slots AS s ON s.brin6 = k.brin6 AND s.datum = k.datum
    WHERE k.peildatum = $peildatum
    UNION ALL
    SELECT d.brin6, d.datum, l.levering_id, l.volgorde
    FROM (SELECT DISTINCT brin6, datum FROM slots) AS d
    JOIN school.kern.verzuimlevering AS l ON l.peildatum = $peildatum AND l.brin6 = d.brin6 AND l.van IS NULL
    LEFT JOIN school.kern.dekking AS k ON k.peildatum = $peildatum AND k.brin6 = d.brin6 AND k.datum = d.datum
    WHERE k.volgorde IS NULL OR l.volgorde > k.volgorde
),
rijen AS (
    SELECT
        v.*,
        greatest(v.van_datum, coalesce(l.van, v.van_datum)) AS eerste,
        least(coalesce(v.tot_datum, l.tot, l.ontvangen_datum), coalesce(l.tot, DATE '9999-12-31'), $peildatum::DATE) AS laatste
    FROM school.kern.verzuimlevering AS l
    SEMI JOIN actueel AS a ON a.levering_id = l.levering_id AND a.brin6 = l.brin6
    JOIN school.bron.verzuim AS v ON v.levering_id = l.levering_id AND v.brin6 = l.brin6
    WHERE l.peildatum = $peildatum AND v.peildatum <= $peildatum AND list_contains($leerlingen::BIGINT[], v.leerling)
),
gelezen AS (
    SELECT
        s.brin6, s.leerling, s.datum, s.slot, r.bestand_id, r.regel, r.code,
        CASE
            WHEN r.code IS NOT NULL AND c.code IS NULL THEN 'onbekende_code'
            WHEN c.categorie IN ('te_laat', 'verwijderd', 'aanwezig', 'nvt', 'geen_verzuim') THEN c.categorie
            ELSE coalesce(r.soort, 'afwezig')
        END AS gelezen,
        CASE
            WHEN gelezen = 'te_laat' AND o.te_laat_telt_als = 'afwezig' THEN 'afwezig'
            WHEN gelezen = 'verwijderd' AND o.verwijderd_telt_als = 'afwezig' THEN 'afwezig'
            ELSE gelezen
        END AS stand,
        coalesce(c.categorie, 'onbekend') AS categorie,
        coalesce(c.geoorloofd, 'onbekend') AS geoorloofd,
        r.ingevoerd_utc, a.volgorde, r.plaats
    FROM slots AS s
    JOIN rijen AS r ON r.leerling = s.leerling AND r.brin6 = s.brin6 AND s.datum >= r.eerste AND s.datum <= r.laatste
    JOIN actueel AS a ON a.levering_id = r.levering_id AND a.brin6 = s.brin6 AND a.datum = s.datum
    JOIN school.bron.school AS o ON o.peildatum = $peildatum AND o.brin6 = s.brin6
    LEFT JOIN school.kern.code AS c
        ON c.peildatum = s.code_versie AND c.brin6 = s.brin6 AND c.code = r.code AND s.datum >= c.van AND s.datum <= c.tot
    WHERE (r.eenheid = 'dag' OR (r.eenheid = 'lesuur') = (s.slot <= 12))
        AND (r.slot_van IS NULL OR s.datum <> r.van_datum OR s.slot >= r.slot_van)
        AND (r.slot_tot IS NULL OR r.tot_datum IS NULL OR s.datum <> r.tot_datum OR s.slot <= r.slot_tot)
),
winnaar AS (
    SELECT *
    FROM gelezen
    WHERE stand <> 'geen_verzuim'
    QUALIFY row_number() OVER (
        PARTITION BY leerling, datum, slot
        ORDER BY ingevoerd_utc DESC NULLS LAST, volgorde DESC, plaats DESC
    ) = 1
)
SELECT
    s.brin6, s.leerling, s.datum, s.slot, s.minuten,
    s.datum >= s.plicht_van AND s.datum <= s.plicht_tot AS plicht,
    coalesce(w.geleverd, false) AS geleverd,
    r.stand, r.gelezen, r.categorie, r.geoorloofd, r.code,
    coalesce(s.datum < g.grens, false) AS is_oud,
    l.bestand, l.ontvangen_op, r.regel
FROM slots AS s
LEFT JOIN school.kern.week AS w
    ON w.peildatum = $peildatum AND w.brin6 = s.brin6 AND w.maandag = date_trunc('week', s.datum)::DATE
LEFT JOIN winnaar AS r ON r.leerling = s.leerling AND r.datum = s.datum AND r.slot = s.slot
LEFT JOIN school.kern.rijping AS g
    ON g.peildatum = $peildatum AND g.l = $l::DATE AND g.brin6 = s.brin6 AND g.leerling = s.leerling
LEFT JOIN school.bron.levering AS l ON l.bestand_id = r.bestand_id AND NOT l.herhaald
ORDER BY s.datum, s.brin6, s.slot
