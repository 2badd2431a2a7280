select '0'::text, json_build_object('orderCount', "g"."a0", 'buyers', "g"."a1", 'averageOrder', ((("g"."a2")::numeric / nullif(("g"."a0")::numeric, 0)))::text)::text
from (
  select count(*) as "a0", count(distinct ("t2"."customer_id")) as "a1", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a2"
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
  where ("t0"."channel" = $3)
) "g";
