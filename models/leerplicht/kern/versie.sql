-- @sleutel: brin6
-- Door school -> leerplicht: which version of a school's inschrijvingen (and the schooldagen with it) is in force at P.
SELECT $peildatum::DATE AS peildatum, brin6, inschrijving_versie
FROM school.kern.versie
WHERE peildatum = $peildatum
