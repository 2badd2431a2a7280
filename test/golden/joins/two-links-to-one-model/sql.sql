select '0'::text, json_build_object('billing', json_build_object('city', ("g"."d0")::text), 'shipping', json_build_object('city', ("g"."d1")::text), 'orderCount', "g"."a0")::text
from (
  select "t2"."city" as "d0", "t3"."city" as "d1", count(*) as "a0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  left join (
    select *
    from "trade"."addresses" "s"
    where "s"."tenant_id" = $2
  ) "t2" on "t2"."address_id" = "t0"."billing_id"
  left join (
    select *
    from "trade"."addresses" "s"
    where "s"."tenant_id" = $3
  ) "t3" on "t3"."address_id" = "t0"."shipping_id"
  group by 1, 2
) "g"
order by "g"."d0" asc nulls last, "g"."d1" asc nulls last
limit $4::bigint;
