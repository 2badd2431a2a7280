with "b2" as materialized (
  select count(*) as "a0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a1", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $2
  ) "t1" on "t1"."customer_id" = "t0"."customer_id"
  where ("t1"."plan" = $3)
), "b5" as materialized (
  select count(*) as "a2", 0 as "set"
  from (
    select *
    from "trade"."visits" "s"
    where "s"."tenant_id" = $4
  ) "t3"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $5
  ) "t4" on "t4"."customer_id" = "t3"."customer_id"
  where ("t4"."plan" = $6)
), "b8" as materialized (
  select sum("i"."v0") as "a3", 0 as "set"
  from (
    select ((array_agg(("t6"."balance") order by "t6"."day" desc nulls last))[1]) as "v0"
    from (
      select *
      from "trade"."balances" "s"
      where "s"."tenant_id" = $7
    ) "t6"
    left join (
      select *
      from "trade"."customers" "s"
      where "s"."tenant_id" = $8
    ) "t7" on "t7"."customer_id" = "t6"."customer_id"
    where ("t7"."plan" = $9)
    group by "t6"."wallet"
  ) "i"
), "g" as materialized (
  select "set", coalesce(max("a0"), 0) as "a0", max("a1") as "a1", coalesce(max("a2"), 0) as "a2", max("a3") as "a3"
  from (
    select "set", "a0", "a1", (
      select "a2"
      from "b5"
      where false
    ), (
      select "a3"
      from "b8"
      where false
    )
    from "b2"
    union all
    select "set", (
      select "a0"
      from "b2"
      where false
    ), (
      select "a1"
      from "b2"
      where false
    ), "a2", (
      select "a3"
      from "b8"
      where false
    )
    from "b5"
    union all
    select "set", (
      select "a0"
      from "b2"
      where false
    ), (
      select "a1"
      from "b2"
      where false
    ), (
      select "a2"
      from "b5"
      where false
    ), "a3"
    from "b8"
  ) "u"
  group by 1
) (
  select '0'::text, json_build_object('orderMetrics', json_build_object('orderCount', "g"."a0", 'revenue', ("g"."a1")::text), 'visitMetrics', json_build_object('visitCount', "g"."a2"), 'balanceMetrics', json_build_object('held', ("g"."a3")::text))::text
  from "g"
  where "set" = 0
);
