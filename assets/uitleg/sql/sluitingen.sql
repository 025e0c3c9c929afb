-- The days on which a case of this person was closed as returned, as known on the Sundays up to P.
SELECT gesloten_op
FROM school.kern.terugkeer
WHERE peildatum = $peildatum AND persoon = $persoon
ORDER BY gesloten_op
