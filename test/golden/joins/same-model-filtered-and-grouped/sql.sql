select '0'::text, json_build_object('customer', json_build_object('plan', ("g"."d0")::text, 'name', ("g"."d1")::text), 'orderCount', "g"."a0")::text
from (
  select "t1"."plan" as "d0", "t1"."name" as "d1", count(*) as "a0"
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
  where ("t1"."plan" = any($3))
  group by 1, 2
) "g"
order by "g"."d0" asc nulls last, "g"."d1" asc nulls last
limit $4::bigint;
