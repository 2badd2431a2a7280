with "b1" as materialized (
  select "t2"."city" as "d0", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  left join (
    select *
    from "trade"."addresses" "s"
    where "s"."tenant_id" = $2
  ) "t2" on "t2"."address_id" = "t0"."shipping_id"
  group by 1
), "b4" as materialized (
  select "t3"."city" as "d0", count(*) as "a1", 0 as "set"
  from (
    select *
    from "trade"."addresses" "s"
    where "s"."tenant_id" = $3
  ) "t3"
  group by 1
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", coalesce(max("a1"), 0) as "a1"
  from (
    select "set", "d0", "a0", (
      select "a1"
      from "b4"
      where false
    )
    from "b1"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), "a1"
    from "b4"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('address', json_build_object('city', ("g"."d0")::text), 'orderMetrics', json_build_object('orderCount', "g"."a0"), 'addressMetrics', json_build_object('addressCount', "g"."a1"))::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $4::bigint
);
