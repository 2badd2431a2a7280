with "b1" as materialized (
  select "t2"."name" as "d0", count(*) as "a0", case grouping("t2"."name") when 0 then 0 when 1 then 1 end as "set"
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
  group by grouping sets ((1), ())
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
  select '0'::text, json_build_object('customer', json_build_object('name', ("g"."d0")::text), 'orderMetrics', json_build_object('orderCount', "g"."a0"), 'visitMetrics', json_build_object('visitCount', "g"."a1"))::text
  from "g"
  where "set" = 0 and ("g"."a0" >= $5::integer)
  order by "g"."a1" desc nulls last, "g"."d0" asc nulls last
  limit $6::bigint
)
union all (
  select '1'::text, json_build_object('orderMetrics', json_build_object('orderCount', "g"."a0"))::text
  from "g"
  where "set" = 1
);
