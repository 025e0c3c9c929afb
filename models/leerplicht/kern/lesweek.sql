-- @sleutel: brin6, maandag
-- Door school -> leerplicht: per school its lesweken and whether each was delivered.
SELECT $peildatum::DATE AS peildatum, brin6, maandag, lesweek, geleverd
FROM school.kern.week
WHERE peildatum = $peildatum
