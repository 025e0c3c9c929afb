-- What the reader knows beside the rows themselves; the other tables are made from Arrow.
create table gezien (levering_nr integer, a ubigint, b ubigint);
create table pgnkaart (tekst varchar, school bigint, leerplicht bigint, kluis bigint, waarde bigint);
create table leerlingkaart (brin6 varchar, leerlingnummer varchar, school bigint, leerplicht bigint, kluis bigint);
