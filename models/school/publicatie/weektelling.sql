-- @sleutel: brin6, maat
-- Minutes of the schooldagen of week W per school: the sums of its classes, and of who is in no class any more. Exact: for disclosure control.
SELECT
    peildatum,
    brin6,
    maat,
    sum(gemist_min)::BIGINT AS gemist_min,
    sum(bekend_min)::BIGINT AS bekend_min,
    sum(plan_min)::BIGINT AS plan_min,
    sum(geleverd_min)::BIGINT AS geleverd_min,
    sum(leerlingen)::BIGINT AS leerlingen,
    sum(leerlingen_gemist)::BIGINT AS leerlingen_gemist,
    sum(gemist_kwadraat)::BIGINT AS gemist_kwadraat,
    sum(gepland_kwadraat)::BIGINT AS gepland_kwadraat,
    sum(gemist_maal_gepland)::BIGINT AS gemist_maal_gepland
FROM school.publicatie.klasweek
WHERE peildatum = $peildatum
GROUP BY peildatum, brin6, maat
