-- @sleutel: brin6, maandag
-- What a school said later about days that it had delivered, per lesweek of the schooljaar of lesweek k, from the change log of pupil-days.
-- gemeld_dagen: pupil-days on which, on some Sunday from the first one with the lesweek geleverd up to P, the data said anything but
-- "present all day". veranderd_dagen: those with more than one meaning on these Sundays, "present all day" being one; so an absence added,
-- withdrawn or changed counts once, and what came in before the week was whole (late rows, a late delivery) does not count.
-- aangevuld_dagen: of those, the days on which only a reason that was unknown became known. The planned minutes are no part of a meaning, nor is which of the lessons was missed.
-- gemist_slots, onbekend_slots: missed slots of the lesweek at P, and those without a reason.
WITH basis AS (
    SELECT w.brin6, w.maandag, min(w.peildatum) FILTER (w.geleverd) AS eerste
    FROM school.kern.peil AS p
    JOIN school.kern.week AS w ON w.brin6 = p.brin6 AND w.schooljaar = p.schooljaar AND w.peildatum <= $peildatum
    WHERE p.peildatum = $peildatum AND p.l = $peildatum::DATE AND w.peildatum >= $horizon_van::DATE
    GROUP BY w.brin6, w.maandag
),
standen AS (
    SELECT
        b.brin6, b.maandag, b.eerste, d.leerling, d.datum,
        greatest(d.peildatum, b.eerste) AS van,
        least(coalesce(d.tot_peildatum, DATE '9999-12-31'), ($peildatum::DATE + INTERVAL 7 DAY)::DATE) AS tot,
        d.gemist_slots, d.onb_slots,
        (d.weg_slots, d.nvt_slots, d.gemist_slots, d.te_laat_slots) AS geweest,
        (d.weg_slots, d.nvt_slots, d.gemist_slots, d.te_laat_slots, d.ong_slots, d.onb_slots, d.ziek_slots, d.luxe_ong_slots, d.luxe_onb_slots,
            d.schorsing_slots) AS betekenis
    FROM basis AS b
    JOIN school.kern.dag AS d
        ON d.brin6 = b.brin6 AND d.maandag = b.maandag AND d.peildatum <= $peildatum AND (d.tot_peildatum IS NULL OR d.tot_peildatum > b.eerste)
    WHERE b.eerste IS NOT NULL
),
per_dag AS (
    SELECT
        brin6, maandag, leerling, datum,
        sum(tot - van) < any_value($peildatum::DATE + 7 - eerste) AS is_ook_aanwezig,
        count(DISTINCT betekenis) AS betekenissen,
        count(DISTINCT geweest) AS geweest,
        arg_min(onb_slots, van) AS onbekend_eerst,
        arg_max(onb_slots, van) AS onbekend_laatst,
        coalesce(sum(gemist_slots) FILTER (tot > $peildatum::DATE), 0) AS gemist_slots,
        coalesce(sum(onb_slots) FILTER (tot > $peildatum::DATE), 0) AS onbekend_slots
    FROM standen
    GROUP BY brin6, maandag, leerling, datum
)
SELECT
    $peildatum::DATE AS peildatum,
    b.brin6,
    b.maandag,
    count(d.leerling)::BIGINT AS gemeld_dagen,
    count(d.leerling) FILTER (d.is_ook_aanwezig OR d.betekenissen > 1)::BIGINT AS veranderd_dagen,
    count(d.leerling) FILTER (
        NOT d.is_ook_aanwezig AND d.betekenissen > 1 AND d.geweest = 1 AND d.onbekend_laatst < d.onbekend_eerst
    )::BIGINT AS aangevuld_dagen,
    coalesce(sum(d.gemist_slots), 0)::BIGINT AS gemist_slots,
    coalesce(sum(d.onbekend_slots), 0)::BIGINT AS onbekend_slots
FROM basis AS b
LEFT JOIN per_dag AS d ON d.brin6 = b.brin6 AND d.maandag = b.maandag
WHERE b.eerste IS NOT NULL
GROUP BY b.brin6, b.maandag
