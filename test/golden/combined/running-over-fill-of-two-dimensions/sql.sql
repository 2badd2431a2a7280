with "b1" as materialized (
  select "t0"."channel" as "d0", least(date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d1", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  where ((("t0"."placed_at" >= $3::timestamptz) and ("t0"."placed_at" < $4::timestamptz)) and ((("t0"."channel" is null)) is not true))
  group by 1, date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1))
), "p2" as materialized (
  select "p2".*
  from (
    select "start", "next"
    from (
      select least("at" at time zone $5, (("at" - interval '1 microsecond') at time zone $5) + interval '1 microsecond') as "start", least(("at" + interval '3 months') at time zone $5, ((("at" + interval '3 months') - interval '1 microsecond') at time zone $5) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('quarter', (((case when isfinite(($6::timestamptz)::timestamptz) then ($6::timestamptz)::timestamptz end))::timestamptz at time zone $5)), (case when date_trunc('quarter', (((case when isfinite(((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz) then ((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz end))::timestamptz at time zone $5)) is not null then least(date_trunc('quarter', (((case when isfinite(((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz) then ((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz end))::timestamptz at time zone $5)), date_trunc('quarter', (((case when isfinite(($6::timestamptz)::timestamptz) then ($6::timestamptz)::timestamptz end))::timestamptz at time zone $5)) + 10000 * interval '3 months') end), interval '3 months') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p2"
), "g" as materialized (
  select "set", "d0", "d1", coalesce(max("a0"), 0) as "a0"
  from (
    select "set", "d0", "d1", "a0"
    from "b1"
    union all
    select 0, "c"."d0", "p2"."start", (
      select "a0"
      from "b1"
      where false
    )
    from "p2"
    cross join (
      select "d0"
      from "b1"
      where "set" = 0
    ) "c"
  ) "u"
  group by 1, 2, 3
) (
  select '0'::text, json_build_object('channel', ("g"."d0")::text, 'placedAt', (case when isfinite(("g"."d1")::timestamptz) then replace((("g"."d1")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'soFar', coalesce((case when "g"."d1" is not null then "g"."w0" end), 0))::text
  from (
    select "g".*, sum("g"."a0") over (partition by "set", "g"."d0" order by "g"."d1" asc nulls last) as "w0"
    from "g"
    where "set" in (0)
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last, "g"."d1" asc nulls last
  limit $9::bigint
)
union all (
  select 'periods'::text, count(*)::text
  from "p2"
);
