-- @soort: zicht
-- @sleutel: l, brin6, leerling, datum
-- @sleutel_week: datum
-- What a pupil missed on a date, seen from day L with the knowledge of P: only days of delivered lesweken, reasons still unknown after
-- their term counted as ongeoorloofd (on their own date; te_lang_geen_reden_slots), all of them in geen_reden_slots. Days without anything missed, unknown or late have no row here.
SELECT
    p.peildatum,
    p.l,
    i.brin6,
    i.leerling,
    i.persoon,
    d.datum,
    d.maandag,
    w.lesweek,
    d.datum BETWEEN i.plicht_van AND i.plicht_tot AS plicht,
    d.plan_slots - d.weg_slots AS bekend_slots,
    d.plan_min - d.weg_min AS bekend_min,
    d.weg_slots,
    d.weg_min,
    d.nvt_min,
    d.gemist_slots,
    d.gemist_min,
    d.ong_slots + CASE WHEN d.datum < r.grens THEN d.onb_slots ELSE 0 END AS ong_slots,
    d.ong_min + CASE WHEN d.datum < r.grens THEN d.onb_min ELSE 0 END AS ong_min,
    CASE WHEN d.datum < r.grens THEN 0 ELSE d.onb_slots END AS onb_slots,
    CASE WHEN d.datum < r.grens THEN 0 ELSE d.onb_min END AS onb_min,
    d.plan_min > d.weg_min AND 2 * d.gemist_min >= d.plan_min - d.weg_min AS is_gemiste_dag,
    d.onb_slots AS geen_reden_slots,
    CASE WHEN d.datum < r.grens THEN d.onb_slots ELSE 0 END AS te_lang_geen_reden_slots,
    d.gemist_slots - d.ong_slots - d.onb_slots AS geo_slots,
    d.ziek_slots,
    d.luxe_ong_slots + CASE WHEN d.datum < r.grens THEN d.luxe_onb_slots ELSE 0 END AS luxe_slots,
    d.schorsing_slots,
    d.te_laat_slots
FROM school.kern.peil AS p
JOIN school.kern.dag AS d
    ON d.brin6 = p.brin6 AND d.peildatum <= p.peildatum
    AND (d.tot_peildatum IS NULL OR d.tot_peildatum > p.peildatum) AND d.datum <= p.l
JOIN school.kern.week AS w
    ON w.peildatum = p.peildatum AND w.brin6 = d.brin6 AND w.maandag = d.maandag AND w.geleverd
JOIN school.kern.versie AS v ON v.peildatum = p.peildatum AND v.brin6 = d.brin6
JOIN school.kern.inschrijving AS i
    ON i.peildatum = v.inschrijving_versie AND i.brin6 = d.brin6 AND i.leerling = d.leerling AND d.datum >= i.van AND d.datum <= i.tot
LEFT JOIN school.kern.rijping AS r
    ON r.peildatum = p.peildatum AND r.l = p.l AND r.brin6 = d.brin6 AND r.leerling = d.leerling
