select '0'::text, json_build_object('customer', json_build_object('plan', ("g"."d0")::text), 'orderCount', "g"."a0", 'revenue', ("g"."a1")::text)::text
from (
  select "t2"."plan" as "d0", count(*) as "a0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a1"
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
) "g"
order by "g"."d0" asc nulls last
limit $3::bigint;
