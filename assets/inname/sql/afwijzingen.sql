-- Rows that were not simply accepted: line, column (as the school calls it) and reason; never a value.
select
    b.peildatum,
    b.bestand_id,
    b.brin6,
    b.soort,
    a.regel,
    coalesce(n.naam, g.kolom) as kolom,
    g.uitkomst,
    g.reden
from (
    select nr, regel, plaats, oordeel from rij where oordeel is not null
    /* gemeld */
) a
join regel g on g.nummer = a.oordeel
join bestand b using (nr)
left join kolomnaam n on n.nr = a.nr and n.kolom = g.kolom
order by b.nr, a.plaats, g.nummer
