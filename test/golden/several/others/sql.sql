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
  select "t5"."plan" as "d0", count(distinct ("t5"."customer_id")) as "a1", 0 as "set"
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
), "k0" as materialized (
  select *, "place" > 0 + $5::bigint as "rest"
  from (
    select "g".*, row_number() over (order by "g"."a0" desc nulls last, "g"."d0" asc nulls last) as "place"
    from "g"
    where "set" = 0
  ) "r"
), "b8" as materialized (
  select count(distinct ("t7"."customer_id")) as "a2"
  from (
    select *
    from "trade"."visits" "s"
    where "s"."tenant_id" = $6
  ) "t6"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $7
  ) "t7" on "t7"."customer_id" = "t6"."customer_id"
  where ((row("t7"."plan")::text) in (
    select (row("d0")::text)
    from "k0"
    where "rest"
  ))
) (
  select '0'::text, json_build_object('_others', false, 'customer', json_build_object('plan', ("g"."d0")::text), 'orderMetrics', json_build_object('orderCount', "g"."a0"), 'visitMetrics', json_build_object('visitors', "g"."a1"))::text
  from "k0" "g"
  where not "rest" and "place" > 0
  order by "place"
)
union all (
  select '0'::text, json_build_object('_others', true, 'customer', json_build_object('plan', (null)::text), 'orderMetrics', json_build_object('orderCount', "g"."a0"), 'visitMetrics', json_build_object('visitors', "g"."a2"))::text
  from (
    select *
    from "b8"
    cross join (
      select coalesce(sum("a0"), 0) as "a0"
      from "k0"
      where "rest"
    ) "sums"
  ) "g"
  where exists (
    select 1
    from "k0"
    where "rest"
  )
);
