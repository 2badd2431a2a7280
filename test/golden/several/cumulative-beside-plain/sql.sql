with "b5" as materialized (
  select least(date_trunc('month', (("t4"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('month', (("t4"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", count(*) as "a1", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t4"
  where (("t4"."placed_at" >= $3::timestamptz) and ("t4"."placed_at" < $4::timestamptz))
  group by date_trunc('month', (("t4"."placed_at")::timestamptz at time zone $1))
), "b7" as materialized (
  select "i"."d0", sum("i"."v0") as "a2", 0 as "set"
  from (
    select ((date_trunc('month', ("t6"."day")::date::timestamp)::date)::timestamp at time zone $5) as "d0", ((array_agg(("t6"."balance") order by "t6"."day" desc nulls last))[1]) as "v0"
    from (
      select *
      from "trade"."balances" "s"
      where "s"."tenant_id" = $6
    ) "t6"
    where (((("t6"."day")::timestamp at time zone $7) >= $8::timestamptz) and ((("t6"."day")::timestamp at time zone $9) < $10::timestamptz))
    group by 1, "t6"."wallet"
  ) "i"
  group by "i"."d0"
), "b9" as materialized (
  select least(date_trunc('month', (("t8"."seen_at")::timestamptz at time zone $11)) at time zone $11, ((date_trunc('month', (("t8"."seen_at")::timestamptz at time zone $11)) - interval '1 microsecond') at time zone $11) + interval '1 microsecond') as "d0", count(*) as "a3", 0 as "set"
  from (
    select *
    from "trade"."visits" "s"
    where "s"."tenant_id" = $12
  ) "t8"
  where (("t8"."seen_at" >= $13::timestamptz) and ("t8"."seen_at" < $14::timestamptz))
  group by date_trunc('month', (("t8"."seen_at")::timestamptz at time zone $11))
), "p1" as materialized (
  select "p1".*
  from (
    select distinct "d0" as "at"
    from "b5"
    where "set" = 0 union
    select distinct "d0" as "at"
    from "b7"
    where "set" = 0 union
    select distinct "d0" as "at"
    from "b9"
    where "set" = 0
  ) "r2"
  cross join lateral (
    select "start", "next"
    from (
      select least("at" at time zone $15, (("at" - interval '1 microsecond') at time zone $15) + interval '1 microsecond') as "start", least(("at" + interval '1 month') at time zone $15, ((("at" + interval '1 month') - interval '1 microsecond') at time zone $15) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('month', (((case when isfinite(("r2"."at")::timestamptz) then ("r2"."at")::timestamptz end))::timestamptz at time zone $15)), date_trunc('month', (((case when isfinite(("r2"."at")::timestamptz) then ("r2"."at")::timestamptz end))::timestamptz at time zone $15)), interval '1 month') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p1"
), "b3" as materialized (
  select "p1"."start" as "d0", sum("j"."a0") as "a0", 0 as "set"
  from (
    select least(date_trunc('day', (("t0"."placed_at")::timestamptz at time zone $16)) at time zone $16, ((date_trunc('day', (("t0"."placed_at")::timestamptz at time zone $16)) - interval '1 microsecond') at time zone $16) + interval '1 microsecond') as "day", count(*) as "a0"
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $17
    ) "t0"
    where ("t0"."placed_at" < $18::timestamptz)
    group by date_trunc('day', (("t0"."placed_at")::timestamptz at time zone $16))
  ) "j"
  join "p1" on ("j"."day" < "p1"."next")
  group by 1
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", coalesce(max("a1"), 0) as "a1", max("a2") as "a2", coalesce(max("a3"), 0) as "a3", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", (
      select "a1"
      from "b5"
      where false
    ), (
      select "a2"
      from "b7"
      where false
    ), (
      select "a3"
      from "b9"
      where false
    ), false as "own", false as "moved"
    from "b3"
    union all
    select "set", "d0", (
      select "a0"
      from "b3"
      where false
    ), "a1", (
      select "a2"
      from "b7"
      where false
    ), (
      select "a3"
      from "b9"
      where false
    ), true as "own", false as "moved"
    from "b5"
    union all
    select "set", "d0", (
      select "a0"
      from "b3"
      where false
    ), (
      select "a1"
      from "b5"
      where false
    ), "a2", (
      select "a3"
      from "b9"
      where false
    ), true as "own", false as "moved"
    from "b7"
    union all
    select "set", "d0", (
      select "a0"
      from "b3"
      where false
    ), (
      select "a1"
      from "b5"
      where false
    ), (
      select "a2"
      from "b7"
      where false
    ), "a3", true as "own", false as "moved"
    from "b9"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('time', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'orderMetrics', json_build_object('ordersEver', "g"."a0", 'orderCount', "g"."a1"), 'balanceMetrics', json_build_object('held', ("g"."a2")::text), 'visitMetrics', json_build_object('visitCount', "g"."a3"))::text
  from (
    select *
    from "g"
    where "set" in (0) and ("own")
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $19::bigint
);
