with "b1" as materialized (
  select least(date_trunc('day', (("t0"."pinged_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('day', (("t0"."pinged_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."pings" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  where (("t0"."pinged_at" >= $3::timestamptz) and ("t0"."pinged_at" < $4::timestamptz))
  group by date_trunc('day', (("t0"."pinged_at")::timestamptz at time zone $1))
), "p2" as materialized (
  select "p2".*
  from (
    select "start", "next"
    from (
      select least("at" at time zone $5, (("at" - interval '1 microsecond') at time zone $5) + interval '1 microsecond') as "start", least(("at" + interval '1 day') at time zone $5, ((("at" + interval '1 day') - interval '1 microsecond') at time zone $5) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('day', (((case when isfinite(($6::timestamptz)::timestamptz) then ($6::timestamptz)::timestamptz end))::timestamptz at time zone $5)), (case when date_trunc('day', (((case when isfinite(((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz) then ((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz end))::timestamptz at time zone $5)) is not null then least(date_trunc('day', (((case when isfinite(((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz) then ((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz end))::timestamptz at time zone $5)), date_trunc('day', (((case when isfinite(($6::timestamptz)::timestamptz) then ($6::timestamptz)::timestamptz end))::timestamptz at time zone $5)) + 10000 * interval '1 day') end), interval '1 day') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p2"
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0"
  from (
    select "set", "d0", "a0"
    from "b1"
    union all
    select 0, "p2"."start", (
      select "a0"
      from "b1"
      where false
    )
    from "p2"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('pingedAt', (case when not isfinite(("g"."d0")::timestamptz) then null when extract(second from ((("g"."d0")::timestamptz at time zone $9) - (("g"."d0")::timestamptz at time zone 'UTC'))) = 0 then replace((("g"."d0")::timestamptz at time zone $9)::text, ' ', 'T') || case when ((("g"."d0")::timestamptz at time zone $9) - (("g"."d0")::timestamptz at time zone 'UTC')) < interval '0' then '-' else '+' end || to_char(greatest(((("g"."d0")::timestamptz at time zone $9) - (("g"."d0")::timestamptz at time zone 'UTC')), -((("g"."d0")::timestamptz at time zone $9) - (("g"."d0")::timestamptz at time zone 'UTC'))), 'HH24:MI') else (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end) end), 'pingCount', "g"."a0")::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $10::bigint
)
union all (
  select 'periods'::text, count(*)::text
  from "p2"
);
