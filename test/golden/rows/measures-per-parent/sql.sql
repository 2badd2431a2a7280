select json_build_object('name', ("t1"."name")::text, 'orderMetrics', json_build_object('orderCount', "b3"."a0", 'revenue', ("b3"."a1")::text, 'averageOrder', ((("b3"."a1")::numeric / nullif(("b3"."a0")::numeric, 0)))::text), 'visitMetrics', json_build_object('visitCount', "b5"."a0"))::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."customer_id" as "sluice_o0"
  from (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  order by "t0"."customer_id" asc
  limit $2::bigint
) "t1"
left join lateral (
  select count(*) as "a0", sum(("t2"."amount")) filter (where ("t2"."status" = 'PAID')) as "a1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $3
  ) "t2"
  where "t2"."customer_id" = "t1"."customer_id"
) "b3" on true
left join lateral (
  select count(*) as "a0"
  from (
    select *
    from "trade"."visits" "s"
    where "s"."tenant_id" = $4
  ) "t4"
  where "t4"."customer_id" = "t1"."customer_id"
) "b5" on true
order by "t1"."sluice_o0" asc;
