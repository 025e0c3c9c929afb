-- @sleutel: l, brin6, leerling, signaal
-- @verzamelt: signalen
-- S(L, K): every signal that holds on lessons up to L as known at K = P, for L = P and L = P - 7 (regels.md §4, Status).
-- waarde = teller / noemer, exact. All models of school.signaal that name their @signalen, one under the other: a new one is a new file.
SELECT
    peildatum, l, brin6, leerling, signaal, sinds, teller, noemer, eenheid, begindatum, meldingsnummer, grensgeval
FROM (/* signalen */) AS alle
WHERE peildatum = $peildatum
