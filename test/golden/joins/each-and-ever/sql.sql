with "b1" as materialized (
  select least(date_trunc('year', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('year', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", "e2"."e0" as "d1", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  left join (
    select distinct "t3"."order_id" as "k0", "t4"."tag_id" as "e0"
    from (
      select *
      from "trade"."order_tags" "s"
      where "s"."tenant_id" = $3
    ) "t3"
    left join (
      select *
      from "trade"."tags" "s"
      where "s"."tenant_id" = $4
    ) "t4" on "t4"."tag_id" = "t3"."tag_id"
  ) "e2" on "e2"."k0" = "t0"."order_id"
  where (("t0"."placed_at" >= $5::timestamptz) and ("t0"."placed_at" < $6::timestamptz))
  group by date_trunc('year', (("t0"."placed_at")::timestamptz at time zone $1)), 2
), "p6" as materialized (
  select "p6".*
  from (
    select distinct "d0" as "at"
    from "b1"
    where "set" = 0
  ) "r7"
  cross join lateral (
    select "start", "next"
    from (
      select least("at" at time zone $7, (("at" - interval '1 microsecond') at time zone $7) + interval '1 microsecond') as "start", least(("at" + interval '1 year') at time zone $7, ((("at" + interval '1 year') - interval '1 microsecond') at time zone $7) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('year', (((case when isfinite(("r7"."at")::timestamptz) then ("r7"."at")::timestamptz end))::timestamptz at time zone $7)), date_trunc('year', (((case when isfinite(("r7"."at")::timestamptz) then ("r7"."at")::timestamptz end))::timestamptz at time zone $7)), interval '1 year') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p6"
), "b8" as materialized (
  select "p6"."start" as "d0", "j"."d1", sum("j"."a1") as "a1", 0 as "set"
  from (
    select least(date_trunc('day', (("t5"."placed_at")::timestamptz at time zone $8)) at time zone $8, ((date_trunc('day', (("t5"."placed_at")::timestamptz at time zone $8)) - interval '1 microsecond') at time zone $8) + interval '1 microsecond') as "day", "e9"."e0" as "d1", count(*) as "a1"
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $9
    ) "t5"
    left join (
      select distinct "t10"."order_id" as "k0", "t11"."tag_id" as "e0"
      from (
        select *
        from "trade"."order_tags" "s"
        where "s"."tenant_id" = $10
      ) "t10"
      left join (
        select *
        from "trade"."tags" "s"
        where "s"."tenant_id" = $11
      ) "t11" on "t11"."tag_id" = "t10"."tag_id"
    ) "e9" on "e9"."k0" = "t5"."order_id"
    where ("t5"."placed_at" < $12::timestamptz)
    group by date_trunc('day', (("t5"."placed_at")::timestamptz at time zone $8)), 2
  ) "j"
  join "p6" on ("j"."day" < "p6"."next")
  group by 1, 2
), "g" as materialized (
  select "set", "d0", "d1", coalesce(max("a0"), 0) as "a0", coalesce(max("a1"), 0) as "a1", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "d1", "a0", (
      select "a1"
      from "b8"
      where false
    ), true as "own", false as "moved"
    from "b1"
    union all
    select "set", "d0", "d1", (
      select "a0"
      from "b1"
      where false
    ), "a1", false as "own", false as "moved"
    from "b8"
  ) "u"
  group by 1, 2, 3
) (
  select '0'::text, json_build_object('placedAt', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'tagged', json_build_object('tag', json_build_object('id', ("g"."d1")::text)), 'orderCount', "g"."a0", 'ordersEver', "g"."a1")::text
  from (
    select *
    from "g"
    where "set" in (0) and ("own")
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last, "g"."d1" asc nulls last
  limit $13::bigint
);
