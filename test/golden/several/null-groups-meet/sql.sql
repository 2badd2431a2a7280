with "b1" as materialized (
  select "t2"."plan" as "d0", count(*) as "a0", 0 as "set"
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
  select "t5"."plan" as "d0", count(*) as "a1", 0 as "set"
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
), "b7" as materialized (
  select "t6"."plan" as "d0", count(*) as "a2", 0 as "set"
  from (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $5
  ) "t6"
  group by 1
), "b9" as materialized (
  select "t10"."plan" as "d0", count(*) as "a3", 0 as "set"
  from (
    select *
    from "trade"."balances" "s"
    where "s"."tenant_id" = $6
  ) "t8"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $7
  ) "t10" on "t10"."customer_id" = "t8"."customer_id"
  group by 1
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", coalesce(max("a1"), 0) as "a1", coalesce(max("a2"), 0) as "a2", coalesce(max("a3"), 0) as "a3"
  from (
    select "set", "d0", "a0", (
      select "a1"
      from "b4"
      where false
    ), (
      select "a2"
      from "b7"
      where false
    ), (
      select "a3"
      from "b9"
      where false
    )
    from "b1"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), "a1", (
      select "a2"
      from "b7"
      where false
    ), (
      select "a3"
      from "b9"
      where false
    )
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
    ), "a2", (
      select "a3"
      from "b9"
      where false
    )
    from "b7"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b4"
      where false
    ), (
      select "a2"
      from "b7"
      where false
    ), "a3"
    from "b9"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('customer', json_build_object('plan', ("g"."d0")::text), 'orderMetrics', json_build_object('orderCount', "g"."a0"), 'visitMetrics', json_build_object('visitCount', "g"."a1"), 'customerMetrics', json_build_object('customerCount', "g"."a2"), 'balanceMetrics', json_build_object('entries', "g"."a3"))::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $8::bigint
);
