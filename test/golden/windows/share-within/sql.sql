with "g" as materialized (
  select "t2"."plan" as "d0", "t0"."channel" as "d1", count(*) as "a0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a1", case grouping("t2"."plan", "t0"."channel") when 0 then 0 when 1 then 1 when 2 then 2 end as "set"
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
  group by grouping sets ((1, 2), (1), (2))
) (
  select '0'::text, json_build_object('customer', json_build_object('plan', ("g"."d0")::text), 'channel', ("g"."d1")::text, 'orderCount', "g"."a0", 'part', ((("g"."a1")::numeric / nullif(("g"."w0")::numeric, 0)))::text, 'orderCountShare', ((("g"."a0")::numeric / nullif(("g"."w1")::numeric, 0)))::text)::text
  from (
    select "g".*, max("g"."a1") filter (where "set" = 1) over (partition by "g"."d0") as "w0", max("g"."a0") filter (where "set" = 2) over (partition by "g"."d1") as "w1"
    from (
      select *
      from "g"
      where "set" in (0, 1, 2)
    ) "g"
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last, "g"."d1" asc nulls last
  limit $3::bigint
);
