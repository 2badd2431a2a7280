with "g" as materialized (
  select "t2"."name" as "d0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a0", count(*) as "a1", count(distinct ("t2"."customer_id")) as "a2", case grouping("t2"."name") when 0 then 0 when 1 then 1 end as "set"
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
), "k0" as materialized (
  select *, "place" > 0 + $3::bigint as "rest"
  from (
    select "g".*, row_number() over (order by "g"."a0" desc nulls last, "g"."d0" asc nulls last) as "place"
    from "g"
    where "set" = 0
  ) "r"
), "b5" as materialized (
  select count(distinct ("t4"."customer_id")) as "a3"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $4
  ) "t3"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $5
  ) "t4" on "t4"."customer_id" = "t3"."customer_id"
  where ((row("t4"."name")::text) in (
    select (row("d0")::text)
    from "k0"
    where "rest"
  ))
) (
  select '0'::text, json_build_object('_others', false, 'customer', json_build_object('name', ("g"."d0")::text), 'revenue', ("g"."a0")::text, 'orderCount', "g"."a1", 'averageOrder', ((("g"."a0")::numeric / nullif(("g"."a1")::numeric, 0)))::text, 'buyers', "g"."a2")::text
  from "k0" "g"
  where not "rest" and "place" > 0
  order by "place"
)
union all (
  select '1'::text, json_build_object('revenue', ("g"."a0")::text)::text
  from "g"
  where "set" = 1
)
union all (
  select '0'::text, json_build_object('_others', true, 'customer', json_build_object('name', (null)::text), 'revenue', ("g"."a0")::text, 'orderCount', "g"."a1", 'averageOrder', ((("g"."a0")::numeric / nullif(("g"."a1")::numeric, 0)))::text, 'buyers', "g"."a3")::text
  from (
    select *
    from "b5"
    cross join (
      select sum("a0") as "a0", coalesce(sum("a1"), 0) as "a1"
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
