with "b1" as materialized (
  select "t3"."region" as "d0", sum(("t0"."quantity")) as "a0", 0 as "set"
  from (
    select "s".*
    from "trade"."order_items" "s"
    where exists (
      select 1
      from "trade"."orders" "p0"
      where "p0"."order_id" = "s"."order_id" and "p0"."tenant_id" = $1
    )
  ) "t0"
  left join (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t2" on "t2"."order_id" = "t0"."order_id"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $3
  ) "t3" on "t3"."customer_id" = "t2"."customer_id"
  group by 1
), "b5" as materialized (
  select "t7"."region" as "d0", count(*) as "a1", 0 as "set"
  from (
    select *
    from "trade"."order_tags" "s"
    where "s"."tenant_id" = $4
  ) "t4"
  left join (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $5
  ) "t6" on "t6"."order_id" = "t4"."order_id"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $6
  ) "t7" on "t7"."customer_id" = "t6"."customer_id"
  group by 1
), "b9" as materialized (
  select "t11"."region" as "d0", count(*) as "a2", 0 as "set"
  from (
    select *
    from "trade"."refunds" "s"
    where "s"."tenant_id" = $7
  ) "t8"
  left join (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $8
  ) "t10" on "t10"."order_id" = "t8"."order_id"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $9
  ) "t11" on "t11"."customer_id" = "t10"."customer_id"
  group by 1
), "b13" as materialized (
  select "t16"."region" as "d0", count(*) as "a3", 0 as "set"
  from (
    select *
    from "trade"."shipments" "s"
    where "s"."tenant_id" = $10
  ) "t12"
  left join (
    select "s".*
    from "trade"."order_items" "s"
    where exists (
      select 1
      from "trade"."orders" "p0"
      where "p0"."order_id" = "s"."order_id" and "p0"."tenant_id" = $11
    )
  ) "t14" on "t14"."order_id" = "t12"."order_id" and "t14"."line" = "t12"."line"
  left join (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $12
  ) "t15" on "t15"."order_id" = "t14"."order_id"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $13
  ) "t16" on "t16"."customer_id" = "t15"."customer_id"
  group by 1
), "g" as materialized (
  select "set", "d0", max("a0") as "a0", coalesce(max("a1"), 0) as "a1", coalesce(max("a2"), 0) as "a2", coalesce(max("a3"), 0) as "a3"
  from (
    select "set", "d0", "a0", (
      select "a1"
      from "b5"
      where false
    ), (
      select "a2"
      from "b9"
      where false
    ), (
      select "a3"
      from "b13"
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
      from "b9"
      where false
    ), (
      select "a3"
      from "b13"
      where false
    )
    from "b5"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b5"
      where false
    ), "a2", (
      select "a3"
      from "b13"
      where false
    )
    from "b9"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b5"
      where false
    ), (
      select "a2"
      from "b9"
      where false
    ), "a3"
    from "b13"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('customer', json_build_object('region', ("g"."d0")::text), 'orderItemMetrics', json_build_object('units', ("g"."a0")::text), 'orderTagMetrics', json_build_object('taggings', "g"."a1"), 'refundMetrics', json_build_object('refundCount', "g"."a2"), 'shipmentMetrics', json_build_object('shipmentCount', "g"."a3"))::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $14::bigint
);
