-- @sleutel: brin6, datum
-- Door school -> leerplicht: the schooldagen of a school, per version of its inschrijvingen (leerplicht.kern.versie).
SELECT $peildatum::DATE AS peildatum, brin6, datum
FROM school.kern.schooldag
WHERE peildatum = $peildatum
