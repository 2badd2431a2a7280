select '0'::text, json_build_object('order', json_build_object('customer', json_build_object('referrer', json_build_object('name', ("g"."d0")::text))), 'units', ("g"."a0")::text)::text
from (
  select "t4"."name" as "d0", sum(("t0"."quantity")) as "a0"
  from (
    select "s".*
    from "trade"."order_items" "s"
    where exists (
      select 1
      from "trade"."orders" "p0"
      where "p0"."order_id" = "s"."order_id" and "p0"."tenant_id" = $1
    )
  ) "t0"
  left join (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t2" on "t2"."order_id" = "t0"."order_id"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $3
  ) "t3" on "t3"."customer_id" = "t2"."customer_id"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $4
  ) "t4" on "t4"."customer_id" = "t3"."referrer_id"
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $5::bigint;
