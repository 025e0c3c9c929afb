-- Door school -> stad: on which Sundays a school had another table of codes than on the Sunday before; on the page they are counted. Nothing of a pupil.
SELECT nu.peildatum, nu.brin6
FROM school.kern.versie AS nu
JOIN school.kern.versie AS toen ON toen.brin6 = nu.brin6 AND toen.peildatum = (nu.peildatum - INTERVAL 7 DAY)::DATE
WHERE nu.peildatum <= $peildatum AND nu.code_versie = nu.peildatum AND toen.code_levering IS NOT NULL
ORDER BY nu.peildatum, nu.brin6
