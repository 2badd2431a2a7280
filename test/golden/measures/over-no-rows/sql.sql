with "g" as materialized (
  select sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a0", count(*) as "a1", count(distinct ("t2"."customer_id")) as "a2", avg(("t0"."amount")) as "a3", min(("t0"."amount")) as "a4", min(("t0"."placed_at")) as "a5", count(*) filter (where ("t0"."status" = 'PAID')) as "a6"
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
  where ("t0"."order_id" = $3)
) (
  select '0'::text, json_build_object('revenue', ("g"."a0")::text, 'orderCount', "g"."a1", 'buyers', "g"."a2", 'meanAmount', ("g"."a3")::text, 'smallest', ("g"."a4")::text, 'firstOrder', (case when isfinite(("g"."a5")::timestamptz) then replace((("g"."a5")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'averageOrder', ((("g"."a0")::numeric / nullif(("g"."a1")::numeric, 0)))::text, 'paidShare', ((("g"."a6")::numeric / nullif(("g"."a1")::numeric, 0)))::text)::text
  from "g"
  limit $4::bigint
)
union all (
  select '1'::text, json_build_object('revenue', ("g"."a0")::text, 'orderCount', "g"."a1")::text
  from "g"
);
