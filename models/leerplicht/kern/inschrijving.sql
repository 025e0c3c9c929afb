-- @sleutel: brin6, leerling, van
-- Door school -> leerplicht: of every pupil school, class, first and last day of enrolment, bestemming_brin6, first and last day of plicht, per
-- version of a school's inschrijvingen (leerplicht.kern.versie).
SELECT
    $peildatum::DATE AS peildatum, i.brin6, k.leerplicht_leerling AS leerling, p.leerplicht_persoon AS persoon, i.heeft_pgn, i.klas, i.van, i.tot,
    i.startdatum, i.bestemming_brin6, i.plicht_van, i.plicht_tot, i.in_gemeente
FROM school.publicatie.inschrijving_l AS i
JOIN kluis.kern.leerling AS k ON k.school_leerling = i.leerling AND k.peildatum <= $peildatum
JOIN kluis.kern.persoon AS p ON p.school_persoon = i.persoon AND p.peildatum <= $peildatum
WHERE i.peildatum = $peildatum
