with "b1" as materialized (
  select "t2"."name" as "d0", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $2
  ) "t2" on "t2"."customer_id" = "t0"."customer_id"
  where ("t0"."placed_at" < $3::timestamptz)
  group by 1
), "b4" as materialized (
  select "t5"."name" as "d0", count(*) as "a1", 0 as "set"
  from (
    select *
    from "trade"."visits" "s"
    where "s"."tenant_id" = $4
  ) "t3"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $5
  ) "t5" on "t5"."customer_id" = "t3"."customer_id"
  where (("t3"."seen_at" >= $6::timestamptz) and ("t3"."seen_at" < $7::timestamptz))
  group by 1
), "b7" as materialized (
  select "t8"."name" as "d0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $8
  ) "t6"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $9
  ) "t8" on "t8"."customer_id" = "t6"."customer_id"
  where (("t6"."placed_at" >= $10::timestamptz) and ("t6"."placed_at" < $11::timestamptz))
  group by 1
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", coalesce(max("a1"), 0) as "a1", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", (
      select "a1"
      from "b4"
      where false
    ), false as "own", false as "moved"
    from "b1"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), "a1", true as "own", false as "moved"
    from "b4"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b4"
      where false
    ), true as "own", false as "moved"
    from "b7"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('customer', json_build_object('name', ("g"."d0")::text), 'orderMetrics', json_build_object('ordersEver', "g"."a0"), 'visitMetrics', json_build_object('visitCount', "g"."a1"))::text
  from (
    select *
    from "g"
    where "set" in (0) and ("own")
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $12::bigint
);
