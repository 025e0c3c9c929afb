-- The course of the cases of this person as it stands at P: their opening, and every closing and reopening.
SELECT geopend_op, nummer, eerste, signaal, status, vanaf
FROM school.kern.zaakloop
WHERE peildatum = $peildatum AND persoon = $persoon
ORDER BY geopend_op, nummer
