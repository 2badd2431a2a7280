with "b1" as materialized (
  select "t2"."name" as "d0", count(*) as "a0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a1", 0 as "set"
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
  select "t3"."name" as "d0", count(*) as "a2", 0 as "set"
  from (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $3
  ) "t3"
  group by 1
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", max("a1") as "a1", coalesce(max("a2"), 0) as "a2", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", "a1", (
      select "a2"
      from "b4"
      where false
    ), true as "own", false as "moved"
    from "b1"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b1"
      where false
    ), "a2", false as "own", false as "moved"
    from "b4"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('customer', json_build_object('name', ("g"."d0")::text), 'orderCount', "g"."a0", 'revenuePerCustomer', ((("g"."a1")::numeric / nullif(("g"."a2")::numeric, 0)))::text)::text
  from (
    select *
    from "g"
    where "set" in (0) and ("own")
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $4::bigint
);
