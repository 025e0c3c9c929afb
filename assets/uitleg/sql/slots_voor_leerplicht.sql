-- Of those slots only what leerplicht may know of a pupil with an L row (kamers.md): missed and ongeoorloofd, or still without a reason after
-- the term; their only reason that is told is luxe. Late slots only where the row is te_laat, and without their minutes. Nothing of a
-- slot that was attended, ill, on leave or suspended, nor how much was planned.
SELECT
    brin6, leerling, datum, slot,
    CASE WHEN $signaal <> 'te_laat' THEN minuten ELSE 0 END AS minuten,
    plicht, geleverd,
    CASE WHEN $signaal <> 'te_laat' THEN stand END AS stand,
    gelezen,
    CASE WHEN $signaal = 'luxeverzuim' AND categorie = 'luxe' THEN 'luxe' END AS categorie,
    CASE WHEN $signaal <> 'te_laat' THEN geoorloofd END AS geoorloofd,
    NULL::VARCHAR AS code,
    is_oud, bestand, ontvangen_op, regel
FROM (/* slots */) AS s
WHERE geleverd
    AND (
        ($signaal <> 'te_laat' AND stand = 'afwezig' AND (geoorloofd = 'nee' OR (geoorloofd = 'onbekend' AND is_oud)))
        OR ($signaal = 'te_laat' AND gelezen = 'te_laat')
    )
ORDER BY datum, brin6, slot
