with "p3" as materialized (
  select "p3".*
  from (
    select "start", "next"
    from (
      select least("at" at time zone $1, (("at" - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "start", least(("at" + interval '7 days') at time zone $1, ((("at" + interval '7 days') - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('week', (((case when isfinite(($2::timestamptz)::timestamptz) then ($2::timestamptz)::timestamptz end))::timestamptz at time zone $1)), (case when date_trunc('week', (((case when isfinite(((($3::timestamptz)::timestamptz - ($4)::interval))::timestamptz) then ((($3::timestamptz)::timestamptz - ($4)::interval))::timestamptz end))::timestamptz at time zone $1)) is not null then least(date_trunc('week', (((case when isfinite(((($3::timestamptz)::timestamptz - ($4)::interval))::timestamptz) then ((($3::timestamptz)::timestamptz - ($4)::interval))::timestamptz end))::timestamptz at time zone $1)), date_trunc('week', (((case when isfinite(($2::timestamptz)::timestamptz) then ($2::timestamptz)::timestamptz end))::timestamptz at time zone $1)) + 10000 * interval '7 days') end), interval '7 days') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p3"
), "p8" as materialized (
  select "p8".*
  from (
    select "start", "next"
    from (
      select least("at" at time zone $5, (("at" - interval '1 microsecond') at time zone $5) + interval '1 microsecond') as "start", least(("at" + interval '7 days') at time zone $5, ((("at" + interval '7 days') - interval '1 microsecond') at time zone $5) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('week', (((case when isfinite(($6::timestamptz)::timestamptz) then ($6::timestamptz)::timestamptz end))::timestamptz at time zone $5)), (case when date_trunc('week', (((case when isfinite(((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz) then ((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz end))::timestamptz at time zone $5)) is not null then least(date_trunc('week', (((case when isfinite(((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz) then ((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz end))::timestamptz at time zone $5)), date_trunc('week', (((case when isfinite(($6::timestamptz)::timestamptz) then ($6::timestamptz)::timestamptz end))::timestamptz at time zone $5)) + 10000 * interval '7 days') end), interval '7 days') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p8"
), "b1" as materialized (
  select least(date_trunc('week', (("t0"."placed_at")::timestamptz at time zone $9)) at time zone $9, ((date_trunc('week', (("t0"."placed_at")::timestamptz at time zone $9)) - interval '1 microsecond') at time zone $9) + interval '1 microsecond') as "d0", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $10
  ) "t0"
  where (("t0"."placed_at" >= $11::timestamptz) and ("t0"."placed_at" < $12::timestamptz))
  group by date_trunc('week', (("t0"."placed_at")::timestamptz at time zone $9))
), "b6" as materialized (
  select "p3"."start" as "d0", sum(("t2"."amount")) filter (where ("t2"."status" = 'PAID')) as "a1", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $13
  ) "t2"
  join "p3" on ("t2"."placed_at" < least("p3"."next", $14::timestamptz)) and ("t2"."placed_at" >= least(date_trunc('year', ((((least("p3"."next", $15::timestamptz))::timestamptz - ($16)::interval))::timestamptz at time zone $17)) at time zone $17, ((date_trunc('year', ((((least("p3"."next", $15::timestamptz))::timestamptz - ($16)::interval))::timestamptz at time zone $17)) - interval '1 microsecond') at time zone $17) + interval '1 microsecond'))
  group by 1
), "b11" as materialized (
  select "p8"."start" as "d0", count(*) as "a2", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $18
  ) "t7"
  join "p8" on ("t7"."placed_at" < least("p8"."next", $19::timestamptz)) and ("t7"."placed_at" >= least(date_trunc('quarter', ((((least("p8"."next", $20::timestamptz))::timestamptz - ($21)::interval))::timestamptz at time zone $22)) at time zone $22, ((date_trunc('quarter', ((((least("p8"."next", $20::timestamptz))::timestamptz - ($21)::interval))::timestamptz at time zone $22)) - interval '1 microsecond') at time zone $22) + interval '1 microsecond'))
  group by 1
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", max("a1") as "a1", coalesce(max("a2"), 0) as "a2", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", (
      select "a1"
      from "b6"
      where false
    ), (
      select "a2"
      from "b11"
      where false
    ), true as "own", false as "moved"
    from "b1"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), "a1", (
      select "a2"
      from "b11"
      where false
    ), false as "own", false as "moved"
    from "b6"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b6"
      where false
    ), "a2", false as "own", false as "moved"
    from "b11"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('placedAt', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'orderCount', "g"."a0", 'revenueThisYear', ("g"."a1")::text, 'ordersThisQuarter', "g"."a2")::text
  from (
    select *
    from "g"
    where "set" in (0) and ("own")
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $23::bigint
)
union all (
  select 'periods'::text, count(*)::text
  from "p3"
)
union all (
  select 'periods'::text, count(*)::text
  from "p8"
);
