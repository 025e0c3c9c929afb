-- @sleutel: brin6, code, van
-- The code table of a school cut into pieces that do not overlap, per version: on each date a code means what the valid row with
-- the latest geldig_van says (regels.md §2).
WITH rijen AS (
    SELECT
        c.brin6, c.code, c.categorie, c.geoorloofd, c.regel,
        coalesce(c.geldig_van, DATE '0001-01-01') AS van,
        coalesce(c.geldig_tot, DATE '9999-12-31') AS tot
    FROM school.kern.versie AS v
    JOIN school.bron.code AS c ON c.levering_id = v.code_levering AND c.brin6 = v.brin6
    WHERE v.peildatum = $peildatum AND v.code_versie = $peildatum
),
grenzen AS (
    SELECT brin6, code, van AS grens FROM rijen
    UNION
    SELECT brin6, code, (tot + INTERVAL 1 DAY)::DATE AS grens FROM rijen WHERE tot < DATE '9999-12-31'
),
vakken AS (
    SELECT
        brin6, code, grens AS van,
        coalesce((lead(grens) OVER (PARTITION BY brin6, code ORDER BY grens) - INTERVAL 1 DAY)::DATE, DATE '9999-12-31') AS tot
    FROM grenzen
)
SELECT $peildatum::DATE AS peildatum, k.brin6, k.code, r.categorie, r.geoorloofd, k.van, k.tot
FROM vakken AS k
JOIN rijen AS r ON r.brin6 = k.brin6 AND r.code = k.code AND r.van <= k.van AND r.tot >= k.van
QUALIFY row_number() OVER (PARTITION BY k.brin6, k.code, k.van ORDER BY r.van DESC, r.regel DESC) = 1
