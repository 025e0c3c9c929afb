-- The cases of this person as they stand at P: when they opened, on which run, and when they were closed as returned for the last time.
SELECT geopend_op, eerste, signaal, status, gesloten_op
FROM school.kern.zaak
WHERE peildatum = $peildatum AND persoon = $persoon
ORDER BY geopend_op
