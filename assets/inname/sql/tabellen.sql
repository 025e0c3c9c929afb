-- What the reader knows beside the rows themselves.
create table school (brin6 varchar);
create table lestijd (brin6 varchar, slot smallint, van time, tot time);
create table regel (nummer smallint, reden varchar, kolom varchar, uitkomst varchar);
create table kolomnaam (nr integer, kolom varchar, naam varchar);
create table gezien (levering_nr integer, a ubigint, b ubigint);
create table bestand (
    nr integer,
    levering_nr integer,
    volgnummer integer,
    peildatum date,
    bestand_id bigint,
    levering_id bigint,
    brin6 varchar,
    soort varchar,
    ontvangen date,
    periode_van date,
    periode_tot date,
    grens date,
    schooljaar_einde date,
    negeer_toekomst boolean,
    eendaags boolean,
    moet_eenheid boolean,
    moet_van boolean,
    moet_soort boolean
);
create table pgnkaart (tekst varchar, school bigint, leerplicht bigint, kluis bigint, waarde bigint);
create table leerlingkaart (brin6 varchar, leerlingnummer varchar, school bigint, leerplicht bigint, kluis bigint);
