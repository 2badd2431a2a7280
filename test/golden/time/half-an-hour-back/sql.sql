select json_build_object('id', ("t1"."ping_id")::text, 'pingedAt', (case when not isfinite(("t1"."pinged_at")::timestamptz) then null when extract(second from ((("t1"."pinged_at")::timestamptz at time zone $1) - (("t1"."pinged_at")::timestamptz at time zone 'UTC'))) = 0 then replace((("t1"."pinged_at")::timestamptz at time zone $1)::text, ' ', 'T') || case when ((("t1"."pinged_at")::timestamptz at time zone $1) - (("t1"."pinged_at")::timestamptz at time zone 'UTC')) < interval '0' then '-' else '+' end || to_char(greatest(((("t1"."pinged_at")::timestamptz at time zone $1) - (("t1"."pinged_at")::timestamptz at time zone 'UTC')), -((("t1"."pinged_at")::timestamptz at time zone $1) - (("t1"."pinged_at")::timestamptz at time zone 'UTC'))), 'HH24:MI') else (case when isfinite(("t1"."pinged_at")::timestamptz) then replace((("t1"."pinged_at")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end) end))::text, (case when isfinite(("t1"."sluice_o0")::timestamptz) then replace((("t1"."sluice_o0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else ("t1"."sluice_o0")::text end), ("t1"."sluice_o1")::text
from (
  select "t0".*, "t0"."pinged_at" as "sluice_o0", "t0"."ping_id" as "sluice_o1"
  from (
    select *
    from "trade"."pings" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  where ("t0"."pinged_at" >= $3::timestamptz)
  order by "t0"."pinged_at" asc, "t0"."ping_id" asc
  limit $4::bigint
) "t1"
order by "t1"."sluice_o0" asc, "t1"."sluice_o1" asc;

with "g" as materialized (
  select date_trunc('minute', ("t0"."pinged_at")::timestamptz, $1) as "d0", count(*) as "a0", case grouping(date_trunc('minute', ("t0"."pinged_at")::timestamptz, $1)) when 0 then 0 when 1 then 1 end as "set"
  from (
    select *
    from "trade"."pings" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  where ("t0"."pinged_at" >= $3::timestamptz)
  group by grouping sets ((date_trunc('minute', ("t0"."pinged_at")::timestamptz, $1)), ())
) (
  select '0'::text, json_build_object('pingedAt', (case when not isfinite(("g"."d0")::timestamptz) then null when extract(second from ((("g"."d0")::timestamptz at time zone $4) - (("g"."d0")::timestamptz at time zone 'UTC'))) = 0 then replace((("g"."d0")::timestamptz at time zone $4)::text, ' ', 'T') || case when ((("g"."d0")::timestamptz at time zone $4) - (("g"."d0")::timestamptz at time zone 'UTC')) < interval '0' then '-' else '+' end || to_char(greatest(((("g"."d0")::timestamptz at time zone $4) - (("g"."d0")::timestamptz at time zone 'UTC')), -((("g"."d0")::timestamptz at time zone $4) - (("g"."d0")::timestamptz at time zone 'UTC'))), 'HH24:MI') else (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end) end), 'pingCount', "g"."a0")::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $5::bigint
)
union all (
  select '1'::text, json_build_object('pingCount', "g"."a0")::text
  from "g"
  where "set" = 1
);
