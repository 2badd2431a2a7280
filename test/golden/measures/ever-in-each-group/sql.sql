with "b1" as materialized (
  select "t0"."channel" as "d0", "t2"."plan" as "d1", least(date_trunc('year', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('year', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d2", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $3
  ) "t2" on "t2"."customer_id" = "t0"."customer_id"
  group by 1, 2, date_trunc('year', (("t0"."placed_at")::timestamptz at time zone $1))
), "p4" as materialized (
  select "p4".*
  from (
    select distinct "d2" as "at"
    from "b1"
    where "set" = 0
  ) "r5"
  cross join lateral (
    select "start", "next"
    from (
      select least("at" at time zone $4, (("at" - interval '1 microsecond') at time zone $4) + interval '1 microsecond') as "start", least(("at" + interval '1 year') at time zone $4, ((("at" + interval '1 year') - interval '1 microsecond') at time zone $4) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('year', (((case when isfinite(("r5"."at")::timestamptz) then ("r5"."at")::timestamptz end))::timestamptz at time zone $4)), date_trunc('year', (((case when isfinite(("r5"."at")::timestamptz) then ("r5"."at")::timestamptz end))::timestamptz at time zone $4)), interval '1 year') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p4"
), "b6" as materialized (
  select "p4"."start" as "d2", "j"."d0", "j"."d1", sum("j"."a1") as "a1", 0 as "set"
  from (
    select least(date_trunc('day', (("t3"."placed_at")::timestamptz at time zone $5)) at time zone $5, ((date_trunc('day', (("t3"."placed_at")::timestamptz at time zone $5)) - interval '1 microsecond') at time zone $5) + interval '1 microsecond') as "day", "t3"."channel" as "d0", "t7"."plan" as "d1", count(*) as "a1"
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $6
    ) "t3"
    left join (
      select *
      from "trade"."customers" "s"
      where "s"."tenant_id" = $7
    ) "t7" on "t7"."customer_id" = "t3"."customer_id"
    group by date_trunc('day', (("t3"."placed_at")::timestamptz at time zone $5)), 2, 3
  ) "j"
  join "p4" on ("j"."day" < "p4"."next")
  group by 1, 2, 3
), "p9" as materialized (
  select "p9".*
  from (
    select distinct "d2" as "at"
    from "b1"
    where "set" = 0
  ) "r10"
  cross join lateral (
    select "start", "next"
    from (
      select least("at" at time zone $8, (("at" - interval '1 microsecond') at time zone $8) + interval '1 microsecond') as "start", least(("at" + interval '1 year') at time zone $8, ((("at" + interval '1 year') - interval '1 microsecond') at time zone $8) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('year', (((case when isfinite(("r10"."at")::timestamptz) then ("r10"."at")::timestamptz end))::timestamptz at time zone $8)), date_trunc('year', (((case when isfinite(("r10"."at")::timestamptz) then ("r10"."at")::timestamptz end))::timestamptz at time zone $8)), interval '1 year') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p9"
), "b11" as materialized (
  select "p9"."start" as "d2", "j"."d0", "j"."d1", sum("j"."a2") as "a2", 0 as "set"
  from (
    select least(date_trunc('day', (("t8"."placed_at")::timestamptz at time zone $9)) at time zone $9, ((date_trunc('day', (("t8"."placed_at")::timestamptz at time zone $9)) - interval '1 microsecond') at time zone $9) + interval '1 microsecond') as "day", "t8"."channel" as "d0", "t12"."plan" as "d1", sum(("t8"."amount")) filter (where ("t8"."status" = 'PAID')) as "a2"
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $10
    ) "t8"
    left join (
      select *
      from "trade"."customers" "s"
      where "s"."tenant_id" = $11
    ) "t12" on "t12"."customer_id" = "t8"."customer_id"
    group by date_trunc('day', (("t8"."placed_at")::timestamptz at time zone $9)), 2, 3
  ) "j"
  join "p9" on ("j"."day" < "p9"."next") and ("j"."day" >= least(date_trunc('year', (((("p9"."next")::timestamptz - ($12)::interval))::timestamptz at time zone $13)) at time zone $13, ((date_trunc('year', (((("p9"."next")::timestamptz - ($12)::interval))::timestamptz at time zone $13)) - interval '1 microsecond') at time zone $13) + interval '1 microsecond'))
  group by 1, 2, 3
), "g" as materialized (
  select "set", "d0", "d1", "d2", coalesce(max("a0"), 0) as "a0", coalesce(max("a1"), 0) as "a1", max("a2") as "a2", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "d1", "d2", "a0", (
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
    select "set", "d0", "d1", "d2", (
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
    select "set", "d0", "d1", "d2", (
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
  group by 1, 2, 3, 4
) (
  select '0'::text, json_build_object('channel', ("g"."d0")::text, 'customer', json_build_object('plan', ("g"."d1")::text), 'placedAt', (case when isfinite(("g"."d2")::timestamptz) then replace((("g"."d2")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'orderCount', "g"."a0", 'ordersEver', "g"."a1", 'revenueThisYear', ("g"."a2")::text)::text
  from (
    select *
    from "g"
    where "set" in (0) and ("own")
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last, "g"."d1" asc nulls last, "g"."d2" asc nulls last
  limit $14::bigint
);
