with "b1" as materialized (
  select least(date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", "e2"."e0" as "d1", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  left join (
    select distinct "t3"."order_id" as "k0", "t3"."sku" as "e0"
    from (
      select "s".*
      from "trade"."order_items" "s"
      where exists (
        select 1
        from "trade"."orders" "p0"
        where "p0"."order_id" = "s"."order_id" and "p0"."tenant_id" = $3
      )
    ) "t3"
  ) "e2" on "e2"."k0" = "t0"."order_id"
  where (("t0"."placed_at" >= $4::timestamptz) and ("t0"."placed_at" < $5::timestamptz))
  group by date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)), 2
), "b5" as materialized (
  select least(date_trunc('quarter', (((((("t4"."placed_at")::timestamptz at time zone $6) - ($7)::interval) at time zone $6))::timestamptz at time zone $8)) at time zone $8, ((date_trunc('quarter', (((((("t4"."placed_at")::timestamptz at time zone $6) - ($7)::interval) at time zone $6))::timestamptz at time zone $8)) - interval '1 microsecond') at time zone $8) + interval '1 microsecond') as "d0", "e6"."e0" as "d1", count(*) as "a1", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $9
  ) "t4"
  left join (
    select distinct "t7"."order_id" as "k0", "t7"."sku" as "e0"
    from (
      select "s".*
      from "trade"."order_items" "s"
      where exists (
        select 1
        from "trade"."orders" "p0"
        where "p0"."order_id" = "s"."order_id" and "p0"."tenant_id" = $10
      )
    ) "t7"
  ) "e6" on "e6"."k0" = "t4"."order_id"
  where (((((("t4"."placed_at")::timestamptz at time zone $11) - ($12)::interval) at time zone $11) >= $13::timestamptz) and ((((("t4"."placed_at")::timestamptz at time zone $14) - ($15)::interval) at time zone $14) < $16::timestamptz)) and ("t4"."placed_at" >= (((((((($17::timestamptz)::timestamptz at time zone $18) + ($19)::interval) at time zone $18))::timestamptz at time zone $20) - ($21)::interval) at time zone $20)) and ("t4"."placed_at" < (((((((($22::timestamptz)::timestamptz at time zone $23) + ($24)::interval) at time zone $23))::timestamptz at time zone $25) + ($26)::interval) at time zone $25))
  group by date_trunc('quarter', (((((("t4"."placed_at")::timestamptz at time zone $6) - ($7)::interval) at time zone $6))::timestamptz at time zone $8)), 2
), "g" as materialized (
  select "set", "d0", "d1", coalesce(max("a0"), 0) as "a0", coalesce(max("a1"), 0) as "a1", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "d1", "a0", (
      select "a1"
      from "b5"
      where false
    ), true as "own", false as "moved"
    from "b1"
    union all
    select "set", "d0", "d1", (
      select "a0"
      from "b1"
      where false
    ), "a1", false as "own", true as "moved"
    from "b5"
  ) "u"
  group by 1, 2, 3
) (
  select '0'::text, json_build_object('placedAt', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'items', json_build_object('sku', ("g"."d1")::text), 'orderCount', "g"."a0", 'before', "g"."a1")::text
  from (
    select *
    from (
      select *, min("d0") filter (where "own") over (partition by "set") as "min", max("d0") filter (where "own") over (partition by "set") as "max"
      from "g"
      where "set" in (0)
    ) "g"
    where "own" or ("moved" and "d0" between "min" and "max")
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last, "g"."d1" asc nulls last
  limit $27::bigint
);
