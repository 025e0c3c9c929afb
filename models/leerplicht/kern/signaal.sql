-- @sleutel: brin6, leerling, signaal
-- Door school -> leerplicht: the rows of the L signals, computed in the school room; kluis translates the pupil's key.
SELECT $peildatum::DATE AS peildatum, s.brin6, k.leerplicht_leerling AS leerling, p.leerplicht_persoon AS persoon, s.klas, s.signaal, s.sinds, s.teller, s.noemer, s.eenheid,
    s.status, s.begindatum, s.meldingsnummer, s.grensgeval
FROM school.publicatie.signaal_l AS s
JOIN kluis.kern.leerling AS k ON k.school_leerling = s.leerling AND k.peildatum <= $peildatum
LEFT JOIN kluis.kern.persoon AS p ON p.school_persoon = s.persoon AND p.peildatum <= $peildatum
WHERE s.peildatum = $peildatum
