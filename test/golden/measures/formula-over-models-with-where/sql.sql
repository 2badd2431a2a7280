with "b2" as materialized (
  select sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $2
  ) "t1" on "t1"."customer_id" = "t0"."customer_id"
  where ("t1"."plan" = $3)
), "b4" as materialized (
  select count(*) as "a1", 0 as "set"
  from (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $4
  ) "t3"
  where ("t3"."plan" = $5)
), "g" as materialized (
  select "set", max("a0") as "a0", coalesce(max("a1"), 0) as "a1"
  from (
    select "set", "a0", (
      select "a1"
      from "b4"
      where false
    )
    from "b2"
    union all
    select "set", (
      select "a0"
      from "b2"
      where false
    ), "a1"
    from "b4"
  ) "u"
  group by 1
) (
  select '0'::text, json_build_object('revenue', ("g"."a0")::text, 'revenuePerCustomer', ((("g"."a0")::numeric / nullif(("g"."a1")::numeric, 0)))::text)::text
  from "g"
  where "set" = 0
);
