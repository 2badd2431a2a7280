with "b1" as materialized (
  select "t2"."plan" as "d0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a0", case grouping("t2"."plan") when 0 then 0 when 1 then 1 end as "set"
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
  select "t3"."plan" as "d0", count(*) as "a1", case grouping("t3"."plan") when 0 then 0 when 1 then 1 end as "set"
  from (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $3
  ) "t3"
  group by grouping sets ((1), ())
), "g" as materialized (
  select "set", "d0", max("a0") as "a0", coalesce(max("a1"), 0) as "a1", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", (
      select "a1"
      from "b4"
      where false
    ), true as "own", false as "moved"
    from "b1"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), "a1", false as "own", false as "moved"
    from "b4"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('customer', json_build_object('plan', ("g"."d0")::text), 'revenue', ("g"."a0")::text, 'revenuePerCustomer', ((("g"."a0")::numeric / nullif(("g"."a1")::numeric, 0)))::text)::text
  from (
    select *
    from "g"
    where "set" in (0) and ("own")
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $4::bigint
)
union all (
  select '1'::text, json_build_object('revenuePerCustomer', ((("g"."a0")::numeric / nullif(("g"."a1")::numeric, 0)))::text)::text
  from "g"
  where "set" = 1
);
