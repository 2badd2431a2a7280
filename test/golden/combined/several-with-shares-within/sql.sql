with "b1" as materialized (
  select "t2"."plan" as "d0", "t2"."region" as "d1", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a0", count(*) as "a1", case grouping("t2"."plan", "t2"."region") when 1 then 0 when 0 then 1 end as "set"
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
  group by grouping sets ((1), (1, 2))
), "b4" as materialized (
  select "t5"."plan" as "d0", "t5"."region" as "d1", count(*) as "a2", case grouping("t5"."plan", "t5"."region") when 3 then 2 when 0 then 1 end as "set"
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
  group by grouping sets ((), (1, 2))
), "g" as materialized (
  select "set", "d0", "d1", max("a0") as "a0", coalesce(max("a1"), 0) as "a1", coalesce(max("a2"), 0) as "a2"
  from (
    select "set", "d0", "d1", "a0", "a1", (
      select "a2"
      from "b4"
      where false
    )
    from "b1"
    union all
    select "set", "d0", "d1", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b1"
      where false
    ), "a2"
    from "b4"
  ) "u"
  group by 1, 2, 3
) (
  select '0'::text, json_build_object('customer', json_build_object('plan', ("g"."d0")::text, 'region', ("g"."d1")::text), 'orderMetrics', json_build_object('part', ((("g"."a0")::numeric / nullif(("g"."w0")::numeric, 0)))::text, 'orderCount', "g"."a1"), 'visitMetrics', json_build_object('visitCountShare', ((("g"."a2")::numeric / nullif(((
    select "a2"
    from "g"
    where "set" = 2
  ))::numeric, 0)))::text))::text
  from (
    select "g".*, max("g"."a0") filter (where "set" = 0) over (partition by "g"."d0") as "w0"
    from (
      select *
      from "g"
      where "set" in (1, 0)
    ) "g"
  ) "g"
  where "set" = 1
  order by "g"."d0" asc nulls last, "g"."d1" asc nulls last
  limit $5::bigint
);
