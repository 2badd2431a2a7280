with "g" as materialized (
  select least(date_trunc('day', (("t0"."pinged_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('day', (("t0"."pinged_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", (case when date_trunc('hour', ("t0"."pinged_at")::timestamptz at time zone $2) <> (date_trunc('hour', ("t0"."pinged_at")::timestamptz, $2) at time zone $2) then date_bin('30 minutes', ("t0"."pinged_at")::timestamptz, '2000-01-01 00:00Z') else date_trunc('hour', ("t0"."pinged_at")::timestamptz, $2) end) as "d1", count(*) as "a0", case grouping(date_trunc('day', (("t0"."pinged_at")::timestamptz at time zone $1)), (case when date_trunc('hour', ("t0"."pinged_at")::timestamptz at time zone $2) <> (date_trunc('hour', ("t0"."pinged_at")::timestamptz, $2) at time zone $2) then date_bin('30 minutes', ("t0"."pinged_at")::timestamptz, '2000-01-01 00:00Z') else date_trunc('hour', ("t0"."pinged_at")::timestamptz, $2) end)) when 1 then 0 when 2 then 1 end as "set"
  from (
    select *
    from "trade"."pings" "s"
    where "s"."tenant_id" = $3
  ) "t0"
  where (("t0"."pinged_at" >= $4::timestamptz) and ("t0"."pinged_at" < $5::timestamptz))
  group by grouping sets ((date_trunc('day', (("t0"."pinged_at")::timestamptz at time zone $1))), ((case when date_trunc('hour', ("t0"."pinged_at")::timestamptz at time zone $2) <> (date_trunc('hour', ("t0"."pinged_at")::timestamptz, $2) at time zone $2) then date_bin('30 minutes', ("t0"."pinged_at")::timestamptz, '2000-01-01 00:00Z') else date_trunc('hour', ("t0"."pinged_at")::timestamptz, $2) end)))
) (
  select '0'::text, json_build_object('pingedAt', (case when not isfinite(("g"."d0")::timestamptz) then null when extract(second from ((("g"."d0")::timestamptz at time zone $6) - (("g"."d0")::timestamptz at time zone 'UTC'))) = 0 then replace((("g"."d0")::timestamptz at time zone $6)::text, ' ', 'T') || case when ((("g"."d0")::timestamptz at time zone $6) - (("g"."d0")::timestamptz at time zone 'UTC')) < interval '0' then '-' else '+' end || to_char(greatest(((("g"."d0")::timestamptz at time zone $6) - (("g"."d0")::timestamptz at time zone 'UTC')), -((("g"."d0")::timestamptz at time zone $6) - (("g"."d0")::timestamptz at time zone 'UTC'))), 'HH24:MI') else (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end) end), 'pingCount', "g"."a0")::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $7::bigint
)
union all (
  select '1'::text, json_build_object('pingedAt', (case when not isfinite(("g"."d1")::timestamptz) then null when extract(second from ((("g"."d1")::timestamptz at time zone $8) - (("g"."d1")::timestamptz at time zone 'UTC'))) = 0 then replace((("g"."d1")::timestamptz at time zone $8)::text, ' ', 'T') || case when ((("g"."d1")::timestamptz at time zone $8) - (("g"."d1")::timestamptz at time zone 'UTC')) < interval '0' then '-' else '+' end || to_char(greatest(((("g"."d1")::timestamptz at time zone $8) - (("g"."d1")::timestamptz at time zone 'UTC')), -((("g"."d1")::timestamptz at time zone $8) - (("g"."d1")::timestamptz at time zone 'UTC'))), 'HH24:MI') else (case when isfinite(("g"."d1")::timestamptz) then replace((("g"."d1")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end) end), 'pingCount', "g"."a0")::text
  from "g"
  where "set" = 1
  order by "g"."d1" asc nulls last
  limit $9::bigint
);
