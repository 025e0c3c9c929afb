-- Only for the kluis: the number of each person in every room. Without pgn a pupil is a person of its own.
select school as school_persoon, leerplicht as leerplicht_persoon, kluis as kluis_persoon from pgnkaart
where waarde in (select pgn from rij where oordeel is null)
union
select school, leerplicht, kluis from leerlingkaart
order by all
