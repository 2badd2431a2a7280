with "b1" as materialized (
  select "t2"."plan" as "d0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a0", count(*) as "a2", case grouping("t2"."plan") when 0 then 0 when 1 then 1 end as "set"
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
  where ("t0"."channel" is distinct from $3)
  group by grouping sets ((1), ())
), "b5" as materialized (
  select "t6"."plan" as "d0", sum(("t3"."amount")) as "a1", case grouping("t6"."plan") when 0 then 0 when 1 then 1 end as "set"
  from (
    select *
    from "trade"."refunds" "s"
    where "s"."tenant_id" = $4
  ) "t3"
  left join (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $5
  ) "t4" on "t4"."order_id" = "t3"."order_id"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $6
  ) "t6" on "t6"."customer_id" = "t4"."customer_id"
  where ("t4"."channel" is distinct from $7)
  group by grouping sets ((1), ())
), "g" as materialized (
  select "set", "d0", max("a0") as "a0", coalesce(max("a2"), 0) as "a2", max("a1") as "a1", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", "a2", (
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
    ), (
      select "a2"
      from "b1"
      where false
    ), "a1", false as "own", false as "moved"
    from "b5"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('customer', json_build_object('plan', ("g"."d0")::text), 'netRevenue', (("g"."a0" - "g"."a1"))::text, 'orderCount', "g"."a2")::text
  from (
    select *
    from "g"
    where "set" in (0) and ("own")
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $8::bigint
)
union all (
  select '1'::text, json_build_object('netRevenue', (("g"."a0" - "g"."a1"))::text)::text
  from "g"
  where "set" = 1
);
