with "b1" as materialized (
  select least(date_trunc('month', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('month', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  where (("t0"."placed_at" >= $3::timestamptz) and ("t0"."channel" = $4))
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
      select least("at" at time zone $5, (("at" - interval '1 microsecond') at time zone $5) + interval '1 microsecond') as "start", least(("at" + interval '1 month') at time zone $5, ((("at" + interval '1 month') - interval '1 microsecond') at time zone $5) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('month', (((case when isfinite(("r4"."at")::timestamptz) then ("r4"."at")::timestamptz end))::timestamptz at time zone $5)), date_trunc('month', (((case when isfinite(("r4"."at")::timestamptz) then ("r4"."at")::timestamptz end))::timestamptz at time zone $5)), interval '1 month') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p3"
), "b5" as materialized (
  select "p3"."start" as "d0", sum("j"."a1") as "a1", 0 as "set"
  from (
    select least(date_trunc('day', (("t2"."placed_at")::timestamptz at time zone $6)) at time zone $6, ((date_trunc('day', (("t2"."placed_at")::timestamptz at time zone $6)) - interval '1 microsecond') at time zone $6) + interval '1 microsecond') as "day", count(*) as "a1"
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $7
    ) "t2"
    where (("t2"."channel" = $8))
    group by date_trunc('day', (("t2"."placed_at")::timestamptz at time zone $6))
  ) "j"
  join "p3" on ("j"."day" < "p3"."next")
  group by 1
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", coalesce(max("a1"), 0) as "a1", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", (
      select "a1"
      from "b5"
      where false
    ), true as "own", false as "moved"
    from "b1"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), "a1", false as "own", false as "moved"
    from "b5"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('placedAt', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'orderCount', "g"."a0", 'ordersEver', "g"."a1")::text
  from (
    select *
    from "g"
    where "set" in (0) and ("own")
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $9::bigint
);
