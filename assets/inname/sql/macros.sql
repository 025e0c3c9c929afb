-- How a delivered text becomes a value. Every macro gives NULL for a text that does not fit, and never an error:
-- an error of DuckDB would quote the text.

-- JJJJ-MM-DD, DD-MM-JJJJ or JJJJMMDD
create macro datum(x) as case
    when regexp_full_match(x, '0000.*|.*-0000') then null -- DuckDB knows a year 0
    when regexp_full_match(x, '\d{4}-\d{2}-\d{2}') then try_cast(x as date)
    when regexp_full_match(x, '\d{2}-\d{2}-\d{4}') then try_cast(x[7:10] || '-' || x[4:5] || '-' || x[1:2] as date)
    when regexp_full_match(x, '\d{8}') then try_cast(x[1:4] || '-' || x[5:6] || '-' || x[7:8] as date)
end;

-- HHMM, HH:MM or HH:MM:SS
create macro tijd(x) as case
    when regexp_full_match(x, '([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?') then try_cast(rpad(x, 8, ':00') as time)
    when regexp_full_match(x, '([01]\d|2[0-3])[0-5]\d') then try_cast(x[1:2] || ':' || x[3:4] || ':00' as time)
end;

create macro geheel(x) as case when regexp_full_match(x, '\d{1,4}') then try_cast(x as smallint) end;

-- lesuur 1-12, ochtend 21, middag 22
create macro slotnummer(x) as case
    when x = 'ochtend' then 21::smallint
    when x = 'middag' then 22::smallint
    when regexp_full_match(x, '0?[1-9]|1[0-2]') then try_cast(x as smallint)
end;

create macro ja_nee(x) as case
    when lower(x) in ('ja', 'j', 'true', '1') then true
    when lower(x) in ('nee', 'n', 'false', '0') then false
end;

-- Summer time by the rule of the European Union (since 1996): from the last Sunday of March 01:00 UTC to that of October.
create macro laatste_zondag(t, maand) as
    make_date(year(t), maand, 31) - dayofweek(make_date(year(t), maand, 31))::integer;

-- Local time of Europe/Amsterdam to UTC; a local time that exists twice is the first of the two.
create macro naar_utc(t) as t - case
    when t >= laatste_zondag(t, 3) + interval 3 hour and t < laatste_zondag(t, 10) + interval 3 hour then interval 2 hour
    else interval 1 hour
end;

create macro naar_lokaal(u) as u + case
    when u >= laatste_zondag(u, 3) + interval 1 hour and u < laatste_zondag(u, 10) + interval 1 hour then interval 2 hour
    else interval 1 hour
end;

-- A date with an optional time behind a space or T, without an offset.
create macro kaal_moment(x) as case
    when starts_with(x, '0000') then null
    when regexp_full_match(x, '\d{4}-\d{2}-\d{2}([ T]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d)?)?') then try_cast(x as timestamp)
    when regexp_full_match(x, '(\d{2}-\d{2}-\d{4}|\d{8}|\d{4}-\d{2}-\d{2})([ T]([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,9})?)?)?') then
        datum(regexp_extract(x, '^[0-9-]+'))
        + try_cast(rpad(coalesce(nullif(regexp_extract(x, '\d{2}:\d{2}(:\d{2})?'), ''), '00:00'), 8, ':00') as time)
end;

create macro heeft_verschil(x) as regexp_full_match(x, '[0-9-]+T\d{2}:\d{2}.*(Z|[+-]\d{2}:?\d{2})');

create macro zonder_verschil(x) as regexp_replace(x, '(Z|[+-]\d{2}:?\d{2})$', '');

create macro verschil(x) as case when x[-1] = 'Z' then interval 0 minute else to_minutes(
    case when regexp_extract(x, '([+-])\d{2}:?\d{2}$', 1) = '-' then -1 else 1 end
    * (60 * try_cast(regexp_extract(x, '[+-](\d{2}):?\d{2}$', 1) as integer)
        + try_cast(regexp_extract(x, '[+-]\d{2}:?(\d{2})$', 1) as integer))
) end;

-- BSN (remainder 0) or onderwijsnummer (remainder 5) as nine digits, else NULL.
create macro negen_cijfers(x) as case when regexp_full_match(x, '\d{8,9}') then lpad(x, 9, '0') end;

create macro elfproef_rest(p) as (99 +
    9 * p[1]::integer + 8 * p[2]::integer + 7 * p[3]::integer + 6 * p[4]::integer + 5 * p[5]::integer
    + 4 * p[6]::integer + 3 * p[7]::integer + 2 * p[8]::integer - p[9]::integer
) % 11; -- 99 keeps the sum positive; it is a multiple of 11

create macro geldig_pgn(x) as case
    when negen_cijfers(x) <> '000000000' and elfproef_rest(negen_cijfers(x)) in (0, 5) then negen_cijfers(x)
end;
