with "b1" as materialized (
  select (case when date_trunc('hour', ("t0"."placed_at")::timestamptz at time zone $1) <> (date_trunc('hour', ("t0"."placed_at")::timestamptz, $1) at time zone $1) then date_bin('30 minutes', ("t0"."placed_at")::timestamptz, '2000-01-01 00:00Z') else date_trunc('hour', ("t0"."placed_at")::timestamptz, $1) end) as "d0", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  where (("t0"."placed_at" >= $3::timestamptz) and ("t0"."placed_at" < $4::timestamptz))
  group by (case when date_trunc('hour', ("t0"."placed_at")::timestamptz at time zone $1) <> (date_trunc('hour', ("t0"."placed_at")::timestamptz, $1) at time zone $1) then date_bin('30 minutes', ("t0"."placed_at")::timestamptz, '2000-01-01 00:00Z') else date_trunc('hour', ("t0"."placed_at")::timestamptz, $1) end)
), "p2" as materialized (
  select "p2".*
  from (
    select "start", "next"
    from (
      select "start", lead("start") over (order by "start") as "next"
      from (
        select distinct (case when date_trunc('hour', ("at")::timestamptz at time zone $5) <> (date_trunc('hour', ("at")::timestamptz, $5) at time zone $5) then date_bin('30 minutes', ("at")::timestamptz, '2000-01-01 00:00Z') else date_trunc('hour', ("at")::timestamptz, $5) end) as "start"
        from generate_series((case when date_trunc('hour', ((case when isfinite(($6::timestamptz)::timestamptz) then ($6::timestamptz)::timestamptz end))::timestamptz at time zone $5) <> (date_trunc('hour', ((case when isfinite(($6::timestamptz)::timestamptz) then ($6::timestamptz)::timestamptz end))::timestamptz, $5) at time zone $5) then date_bin('30 minutes', ((case when isfinite(($6::timestamptz)::timestamptz) then ($6::timestamptz)::timestamptz end))::timestamptz, '2000-01-01 00:00Z') else date_trunc('hour', ((case when isfinite(($6::timestamptz)::timestamptz) then ($6::timestamptz)::timestamptz end))::timestamptz, $5) end), (case when ((case when isfinite(((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz) then ((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz end) + interval '1 hour') is not null then least(((case when isfinite(((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz) then ((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz end) + interval '1 hour'), (case when date_trunc('hour', ((case when isfinite(($6::timestamptz)::timestamptz) then ($6::timestamptz)::timestamptz end))::timestamptz at time zone $5) <> (date_trunc('hour', ((case when isfinite(($6::timestamptz)::timestamptz) then ($6::timestamptz)::timestamptz end))::timestamptz, $5) at time zone $5) then date_bin('30 minutes', ((case when isfinite(($6::timestamptz)::timestamptz) then ($6::timestamptz)::timestamptz end))::timestamptz, '2000-01-01 00:00Z') else date_trunc('hour', ((case when isfinite(($6::timestamptz)::timestamptz) then ($6::timestamptz)::timestamptz end))::timestamptz, $5) end) + 10002 * interval '1 hour') end), interval '30 minutes') "s"("at")
      ) "b"
    ) "h"
    where "start" <= (case when date_trunc('hour', ((case when isfinite(((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz) then ((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz end))::timestamptz at time zone $5) <> (date_trunc('hour', ((case when isfinite(((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz) then ((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz end))::timestamptz, $5) at time zone $5) then date_bin('30 minutes', ((case when isfinite(((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz) then ((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz end))::timestamptz, '2000-01-01 00:00Z') else date_trunc('hour', ((case when isfinite(((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz) then ((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz end))::timestamptz, $5) end) and "next" is not null
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
  select '0'::text, json_build_object('placedAt', (case when not isfinite(("g"."d0")::timestamptz) then null when extract(second from ((("g"."d0")::timestamptz at time zone $9) - (("g"."d0")::timestamptz at time zone 'UTC'))) = 0 then replace((("g"."d0")::timestamptz at time zone $9)::text, ' ', 'T') || case when ((("g"."d0")::timestamptz at time zone $9) - (("g"."d0")::timestamptz at time zone 'UTC')) < interval '0' then '-' else '+' end || to_char(greatest(((("g"."d0")::timestamptz at time zone $9) - (("g"."d0")::timestamptz at time zone 'UTC')), -((("g"."d0")::timestamptz at time zone $9) - (("g"."d0")::timestamptz at time zone 'UTC'))), 'HH24:MI') else (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end) end), 'orderCount', "g"."a0")::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $10::bigint
)
union all (
  select 'periods'::text, count(*)::text
  from "p2"
);
