-- @sleutel: l, brin6, leerling, signaal
-- S(L, K): every signal that holds on lessons up to L as known at K = P, for L = P and L = P - 7 (regels.md §4, Status).
-- waarde = teller / noemer, exact. gaten: lesweken of the signal's window that were not delivered, seen from L.
WITH alle AS (
    SELECT peildatum, l, brin6, leerling, 'verzuim_16u4w' AS signaal, sinds, teller, noemer, eenheid, begindatum, meldingsnummer, grensgeval
    FROM school.signaal.verzuim_16u4w WHERE peildatum = $peildatum
    UNION ALL
    SELECT peildatum, l, brin6, leerling, 'luxeverzuim', sinds, teller, noemer, 'slot', NULL, NULL, NULL
    FROM school.signaal.luxeverzuim WHERE peildatum = $peildatum
    UNION ALL
    SELECT peildatum, l, brin6, leerling, 'lrv', sinds, teller, noemer, 'dag', NULL, NULL, NULL
    FROM school.signaal.lrv WHERE peildatum = $peildatum
    UNION ALL
    SELECT peildatum, l, brin6, leerling, 'ziek_mazl', sinds, teller, noemer, eenheid, NULL, NULL, NULL
    FROM school.signaal.ziek_mazl WHERE peildatum = $peildatum
    UNION ALL
    SELECT peildatum, l, brin6, leerling, signaal, sinds, teller, noemer, 'procent', NULL, NULL, NULL
    FROM school.signaal.afwezig WHERE peildatum = $peildatum
    UNION ALL
    SELECT peildatum, l, brin6, leerling, 'kwart_2w', sinds, teller, noemer, 'procent', NULL, NULL, NULL
    FROM school.signaal.kwart_2w WHERE peildatum = $peildatum
)
SELECT * FROM alle
