with "b1" as materialized (
  select "t2"."channel" as "d0", sum(("t0"."quantity")) as "a0", count(*) as "a1", 0 as "set"
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
  group by 1
), "b4" as materialized (
  select "t5"."channel" as "d0", sum(("t3"."amount")) as "a2", count(*) as "a3", 0 as "set"
  from (
    select *
    from "trade"."refunds" "s"
    where "s"."tenant_id" = $3
  ) "t3"
  left join (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $4
  ) "t5" on "t5"."order_id" = "t3"."order_id"
  group by 1
), "b7" as materialized (
  select "t6"."channel" as "d0", count(*) as "a4", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $5
  ) "t6"
  group by 1
), "g" as materialized (
  select "set", "d0", max("a0") as "a0", coalesce(max("a1"), 0) as "a1", max("a2") as "a2", coalesce(max("a3"), 0) as "a3", coalesce(max("a4"), 0) as "a4"
  from (
    select "set", "d0", "a0", "a1", (
      select "a2"
      from "b4"
      where false
    ), (
      select "a3"
      from "b4"
      where false
    ), (
      select "a4"
      from "b7"
      where false
    )
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
    ), "a2", "a3", (
      select "a4"
      from "b7"
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
      from "b1"
      where false
    ), (
      select "a2"
      from "b4"
      where false
    ), (
      select "a3"
      from "b4"
      where false
    ), "a4"
    from "b7"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('order', json_build_object('channel', ("g"."d0")::text), 'orderItemMetrics', json_build_object('units', ("g"."a0")::text, 'lineCount', "g"."a1"), 'refundMetrics', json_build_object('refunded', ("g"."a2")::text, 'refundCount', "g"."a3"), 'orderMetrics', json_build_object('orderCount', "g"."a4"))::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $6::bigint
);
