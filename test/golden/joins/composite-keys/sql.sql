select '0'::text, json_build_object('item', json_build_object('sku', ("g"."d0")::text, 'quantity', "g"."d1"), 'shipmentCount', "g"."a0")::text
from (
  select "t2"."sku" as "d0", "t2"."quantity" as "d1", count(*) as "a0"
  from (
    select *
    from "trade"."shipments" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  left join (
    select "s".*
    from "trade"."order_items" "s"
    where exists (
      select 1
      from "trade"."orders" "p0"
      where "p0"."order_id" = "s"."order_id" and "p0"."tenant_id" = $2
    )
  ) "t2" on "t2"."order_id" = "t0"."order_id" and "t2"."line" = "t0"."line"
  group by 1, 2
) "g"
order by "g"."d0" asc nulls last, "g"."d1" asc nulls last
limit $3::bigint;
