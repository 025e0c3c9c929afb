-- @sleutel: persoon, gesloten_op
-- Every day on which a case was closed as returned, as known on the Sundays up to P: also of cases that were reopened since.
SELECT DISTINCT $peildatum::DATE AS peildatum, persoon, vanaf AS gesloten_op
FROM school.kern.zaakloop
WHERE peildatum = $peildatum AND status = 'gesloten'
