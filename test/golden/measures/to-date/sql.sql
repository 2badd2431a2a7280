with "p3" as materialized (
  select "p3".*
  from (
    select min("t5"."placed_at") as "least", max("t5"."placed_at") as "greatest"
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $1
    ) "t5"
  ) "r4"
  cross join lateral (
    select "start", "next"
    from (
      select least("at" at time zone $2, (("at" - interval '1 microsecond') at time zone $2) + interval '1 microsecond') as "start", least(("at" + interval '1 month') at time zone $2, ((("at" + interval '1 month') - interval '1 microsecond') at time zone $2) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('month', (((case when isfinite(("r4"."least")::timestamptz) then ("r4"."least")::timestamptz end))::timestamptz at time zone $2)), (case when date_trunc('month', (((case when isfinite(("r4"."greatest")::timestamptz) then ("r4"."greatest")::timestamptz end))::timestamptz at time zone $2)) is not null then least(date_trunc('month', (((case when isfinite(("r4"."greatest")::timestamptz) then ("r4"."greatest")::timestamptz end))::timestamptz at time zone $2)), date_trunc('month', (((case when isfinite(("r4"."least")::timestamptz) then ("r4"."least")::timestamptz end))::timestamptz at time zone $2)) + 10000 * interval '1 month') end), interval '1 month') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p3"
), "p8" as materialized (
  select "p8".*
  from (
    select min("t10"."placed_at") as "least", max("t10"."placed_at") as "greatest"
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $3
    ) "t10"
  ) "r9"
  cross join lateral (
    select "start", "next"
    from (
      select least("at" at time zone $4, (("at" - interval '1 microsecond') at time zone $4) + interval '1 microsecond') as "start", least(("at" + interval '1 month') at time zone $4, ((("at" + interval '1 month') - interval '1 microsecond') at time zone $4) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('month', (((case when isfinite(("r9"."least")::timestamptz) then ("r9"."least")::timestamptz end))::timestamptz at time zone $4)), (case when date_trunc('month', (((case when isfinite(("r9"."greatest")::timestamptz) then ("r9"."greatest")::timestamptz end))::timestamptz at time zone $4)) is not null then least(date_trunc('month', (((case when isfinite(("r9"."greatest")::timestamptz) then ("r9"."greatest")::timestamptz end))::timestamptz at time zone $4)), date_trunc('month', (((case when isfinite(("r9"."least")::timestamptz) then ("r9"."least")::timestamptz end))::timestamptz at time zone $4)) + 10000 * interval '1 month') end), interval '1 month') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p8"
), "b1" as materialized (
  select least(date_trunc('month', (("t0"."placed_at")::timestamptz at time zone $5)) at time zone $5, ((date_trunc('month', (("t0"."placed_at")::timestamptz at time zone $5)) - interval '1 microsecond') at time zone $5) + interval '1 microsecond') as "d0", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $6
  ) "t0"
  group by date_trunc('month', (("t0"."placed_at")::timestamptz at time zone $5))
), "b6" as materialized (
  select "p3"."start" as "d0", sum(("t2"."amount")) filter (where ("t2"."status" = 'PAID')) as "a1", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $7
  ) "t2"
  join "p3" on ("t2"."placed_at" < "p3"."next") and ("t2"."placed_at" >= least(date_trunc('year', (((("p3"."next")::timestamptz - ($8)::interval))::timestamptz at time zone $9)) at time zone $9, ((date_trunc('year', (((("p3"."next")::timestamptz - ($8)::interval))::timestamptz at time zone $9)) - interval '1 microsecond') at time zone $9) + interval '1 microsecond'))
  group by 1
), "b11" as materialized (
  select "p8"."start" as "d0", count(*) as "a2", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $10
  ) "t7"
  join "p8" on ("t7"."placed_at" < "p8"."next") and ("t7"."placed_at" >= least(date_trunc('quarter', (((("p8"."next")::timestamptz - ($11)::interval))::timestamptz at time zone $12)) at time zone $12, ((date_trunc('quarter', (((("p8"."next")::timestamptz - ($11)::interval))::timestamptz at time zone $12)) - interval '1 microsecond') at time zone $12) + interval '1 microsecond'))
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
  limit $13::bigint
)
union all (
  select 'periods'::text, count(*)::text
  from "p3"
)
union all (
  select 'periods'::text, count(*)::text
  from "p8"
);
