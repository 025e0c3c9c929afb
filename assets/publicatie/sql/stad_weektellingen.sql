-- Door school -> stad: minutes of the week per school, on their way through disclosure control.
SELECT
    brin6, maat, gemist_min, bekend_min, plan_min, geleverd_min, leerlingen, leerlingen_gemist, gemist_kwadraat, gepland_kwadraat, gemist_maal_gepland
FROM school.publicatie.weektelling
WHERE peildatum = $peildatum
ORDER BY brin6, maat
