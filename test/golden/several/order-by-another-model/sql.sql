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
  group by 1
), "b4" as materialized (
  select "t5"."name" as "d0", count(*) as "a1", 0 as "set"
  from (
    select *
    from "trade"."visits" "s"
    where "s"."tenant_id" = $3
  ) "t3"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $4
  ) "t5" on "t5"."customer_id" = "t3"."customer_id"
  group by 1
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", coalesce(max("a1"), 0) as "a1", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", (
      select "a1"
      from "b4"
      where false
    ), true as "own", false as "moved"
    from "b1"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), "a1", false as "own", false as "moved"
    from "b4"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('customer', json_build_object('name', ("g"."d0")::text), 'orderMetrics', json_build_object('orderCount', "g"."a0"))::text
  from (
    select *
    from "g"
    where "set" in (0) and ("own")
  ) "g"
  where "set" = 0
  order by "g"."a1" desc nulls last, "g"."d0" asc nulls last
  limit $5::bigint
);
