-- @sleutel: persoon, gesloten_op
-- @kolommen: peildatum DATE, persoon BIGINT, gesloten_op DATE
-- Every day on which a case was closed as returned, as known on the Sundays up to P: also of cases that were reopened since.
SELECT $peildatum::DATE AS peildatum, persoon, gesloten_op
FROM school.kern.zaak
WHERE peildatum = $peildatum AND status = 'gesloten'
UNION
SELECT $peildatum::DATE AS peildatum, persoon, gesloten_op
FROM school.kern.terugkeer
WHERE peildatum = $vorige_peildatum::DATE
