with "b1" as materialized (
  select "t2"."plan" as "d0", count(*) filter (where ("t0"."channel" = $1)) as "a0", count(*) filter (where exists (
    select 1
    from (
      select *
      from "trade"."refunds" "s"
      where "s"."tenant_id" = $2
    ) "t3"
    where "t3"."order_id" = "t0"."order_id" and true
  )) as "a1", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $3
  ) "t0"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $4
  ) "t2" on "t2"."customer_id" = "t0"."customer_id"
  group by 1
), "b5" as materialized (
  select "t6"."plan" as "d0", count(*) filter (where ("t4"."source" = $5)) as "a2", 0 as "set"
  from (
    select *
    from "trade"."visits" "s"
    where "s"."tenant_id" = $6
  ) "t4"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $7
  ) "t6" on "t6"."customer_id" = "t4"."customer_id"
  group by 1
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", coalesce(max("a1"), 0) as "a1", coalesce(max("a2"), 0) as "a2"
  from (
    select "set", "d0", "a0", "a1", (
      select "a2"
      from "b5"
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
    ), "a2"
    from "b5"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('customer', json_build_object('plan', ("g"."d0")::text), 'orderMetrics', json_build_object('web', "g"."a0", 'late', "g"."a1"), 'visitMetrics', json_build_object('ads', "g"."a2"))::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $8::bigint
);
