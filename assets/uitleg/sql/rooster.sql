-- The timetables that are valid on day L, of the pupil's own and of the class, slot by slot; where two rows give one slot the newest geldig_van.
SELECT
    r.leerling IS NOT NULL AS is_eigen, r.weekdag, r.slot, r.minuten, r.geldig_van, l.bestand, l.ontvangen_op, r.regel,
    min(r.geldig_van) OVER (PARTITION BY r.leerling IS NOT NULL) AS eerste_geldig_van
FROM school.kern.versie AS v
JOIN school.bron.rooster AS r ON r.levering_id = v.rooster_levering AND r.brin6 = v.brin6
JOIN school.bron.levering AS l ON l.bestand_id = r.bestand_id AND NOT l.herhaald
WHERE v.peildatum = $peildatum AND v.brin6 = $brin6
    AND (r.leerling = $leerling OR (r.leerling IS NULL AND r.klas = $klas))
    AND $l::DATE >= coalesce(r.geldig_van, DATE '0001-01-01') AND $l::DATE <= coalesce(r.geldig_tot, DATE '9999-12-31')
QUALIFY row_number() OVER (
    PARTITION BY r.leerling IS NOT NULL, r.weekdag, r.slot ORDER BY coalesce(r.geldig_van, DATE '0001-01-01') DESC, r.regel DESC
) = 1
ORDER BY is_eigen DESC, r.weekdag, r.slot
