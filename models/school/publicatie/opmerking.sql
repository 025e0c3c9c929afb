-- @sleutel: bestand_id, reden
-- @sleutel_leeg: regel
-- Every row of a school's deliveries that was not simply accepted, as judged at P: the rows of its terugkoppeling. is_nieuw: not there, or
-- with another outcome, at P-7. telt_nog: the delivery still decides something. A row of an attendance delivery whose dates have all been delivered again
-- since, or of a snapshot that is no longer in force, is no longer anyone's to mend.
WITH alle AS (
    SELECT d.p, a.bestand_id, a.regel, a.kolom, a.uitkomst, a.reden
    FROM (SELECT unnest([$peildatum::DATE, $vorige_peildatum::DATE]) AS p) AS d
    JOIN school.bron.afwijzing AS a ON a.peildatum <= d.p
    UNION ALL
    SELECT d.p, o.bestand_id, o.regel,
        CASE o.reden WHEN 'onbekende_code' THEN 'code' WHEN 'code_en_rij_verschillen' THEN 'code' WHEN 'geen_inschrijving' THEN 'leerlingnummer'
            WHEN 'slot_ongeldig' THEN 'van' WHEN 'geen_verzuim' THEN 'code' END AS kolom,
        o.uitkomst, o.reden
    FROM (SELECT unnest([$peildatum::DATE, $vorige_peildatum::DATE]) AS p) AS d
    JOIN school.kern.oordeel AS o ON o.peildatum <= d.p AND (o.tot_peildatum IS NULL OR o.tot_peildatum > d.p)
),
telt AS (
    SELECT levering_id FROM school.kern.dekking WHERE peildatum = $peildatum
    UNION
    SELECT levering_id FROM school.kern.verzuimlevering WHERE peildatum = $peildatum AND van IS NULL
    UNION
    SELECT arg_max(levering_id, volgorde)
    FROM school.bron.levering
    WHERE peildatum <= $peildatum AND NOT herhaald AND soort IN ('inschrijvingen', 'rooster', 'kalender', 'codes')
    GROUP BY brin6, soort
)
SELECT DISTINCT
    $peildatum::DATE AS peildatum, l.brin6, n.bestand_id, l.bestand, l.soort, n.regel, coalesce(n.kolom, '') AS kolom, n.uitkomst, n.reden,
    t.bestand_id IS NULL AS is_nieuw,
    k.levering_id IS NOT NULL OR l.soort = 'kernteam' AS telt_nog
FROM (SELECT * FROM alle WHERE p = $peildatum::DATE) AS n
JOIN school.bron.levering AS l ON l.bestand_id = n.bestand_id AND l.peildatum <= $peildatum AND NOT l.herhaald
LEFT JOIN (SELECT * FROM alle WHERE p = $vorige_peildatum::DATE) AS t
    ON t.bestand_id = n.bestand_id AND t.regel = n.regel AND t.reden = n.reden AND t.uitkomst = n.uitkomst
LEFT JOIN telt AS k ON k.levering_id = l.levering_id
