with "b1" as materialized (
  select least(date_trunc('month', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('month', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  group by date_trunc('month', (("t0"."placed_at")::timestamptz at time zone $1))
), "p3" as materialized (
  select "p3".*
  from (
    select distinct "d0" as "at"
    from "b1"
    where "set" = 0
  ) "r4"
  cross join lateral (
    select "start", "next"
    from (
      select least("at" at time zone $3, (("at" - interval '1 microsecond') at time zone $3) + interval '1 microsecond') as "start", least(("at" + interval '1 month') at time zone $3, ((("at" + interval '1 month') - interval '1 microsecond') at time zone $3) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('month', (((case when isfinite(("r4"."at")::timestamptz) then ("r4"."at")::timestamptz end))::timestamptz at time zone $3)), date_trunc('month', (((case when isfinite(("r4"."at")::timestamptz) then ("r4"."at")::timestamptz end))::timestamptz at time zone $3)), interval '1 month') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p3"
), "b5" as materialized (
  select "p3"."start" as "d0", sum("j"."a1") as "a1", 0 as "set"
  from (
    select least(date_trunc('day', (("t2"."placed_at")::timestamptz at time zone $4)) at time zone $4, ((date_trunc('day', (("t2"."placed_at")::timestamptz at time zone $4)) - interval '1 microsecond') at time zone $4) + interval '1 microsecond') as "day", sum(("t2"."amount")) filter (where ("t2"."status" = 'PAID')) as "a1"
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $5
    ) "t2"
    group by date_trunc('day', (("t2"."placed_at")::timestamptz at time zone $4))
  ) "j"
  join "p3" on ("j"."day" < "p3"."next") and ("j"."day" >= least(date_trunc('year', (((("p3"."next")::timestamptz - ($6)::interval))::timestamptz at time zone $7)) at time zone $7, ((date_trunc('year', (((("p3"."next")::timestamptz - ($6)::interval))::timestamptz at time zone $7)) - interval '1 microsecond') at time zone $7) + interval '1 microsecond'))
  group by 1
), "p7" as materialized (
  select "p7".*
  from (
    select distinct "d0" as "at"
    from "b1"
    where "set" = 0
  ) "r8"
  cross join lateral (
    select "start", "next"
    from (
      select least("at" at time zone $8, (("at" - interval '1 microsecond') at time zone $8) + interval '1 microsecond') as "start", least(("at" + interval '1 month') at time zone $8, ((("at" + interval '1 month') - interval '1 microsecond') at time zone $8) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('month', (((case when isfinite(("r8"."at")::timestamptz) then ("r8"."at")::timestamptz end))::timestamptz at time zone $8)), date_trunc('month', (((case when isfinite(("r8"."at")::timestamptz) then ("r8"."at")::timestamptz end))::timestamptz at time zone $8)), interval '1 month') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p7"
), "b9" as materialized (
  select "p7"."start" as "d0", sum("j"."a2") as "a2", 0 as "set"
  from (
    select least(date_trunc('day', (("t6"."placed_at")::timestamptz at time zone $9)) at time zone $9, ((date_trunc('day', (("t6"."placed_at")::timestamptz at time zone $9)) - interval '1 microsecond') at time zone $9) + interval '1 microsecond') as "day", count(*) as "a2"
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $10
    ) "t6"
    group by date_trunc('day', (("t6"."placed_at")::timestamptz at time zone $9))
  ) "j"
  join "p7" on ("j"."day" < "p7"."next") and ("j"."day" >= least(date_trunc('quarter', (((("p7"."next")::timestamptz - ($11)::interval))::timestamptz at time zone $12)) at time zone $12, ((date_trunc('quarter', (((("p7"."next")::timestamptz - ($11)::interval))::timestamptz at time zone $12)) - interval '1 microsecond') at time zone $12) + interval '1 microsecond'))
  group by 1
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", max("a1") as "a1", coalesce(max("a2"), 0) as "a2", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", (
      select "a1"
      from "b5"
      where false
    ), (
      select "a2"
      from "b9"
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
      from "b9"
      where false
    ), false as "own", false as "moved"
    from "b5"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b5"
      where false
    ), "a2", false as "own", false as "moved"
    from "b9"
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
);
