select json_build_object('id', ("t1"."reading_id")::text, 'device', ("t1"."device")::text, 'takenAt', (case when isfinite(("t1"."taken_at")::timestamptz) then replace((("t1"."taken_at")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'value', (case when ("t1"."value")::float8 not in ('NaN', 'Infinity', '-Infinity') then "t1"."value" end), 'ticks', ("t1"."ticks")::text)::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."reading_id" as "sluice_o0"
  from (
    select *
    from "trade"."readings" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  order by "t0"."reading_id" asc
  limit $2::bigint
) "t1"
order by "t1"."sluice_o0" asc;
