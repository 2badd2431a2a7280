select json_build_object('orderId', ("t1"."order_id")::text, 'line', "t1"."line", 'sku', ("t1"."sku")::text)::text, ("t1"."sluice_o0")::text, ("t1"."sluice_o1")::text, ("t1"."sluice_o2")::text
from (
  select "t0".*, "t0"."sku" as "sluice_o0", "t0"."order_id" as "sluice_o1", "t0"."line" as "sluice_o2"
  from (
    select "s".*
    from "trade"."order_items" "s"
    where exists (
      select 1
      from "trade"."orders" "p0"
      where "p0"."order_id" = "s"."order_id" and "p0"."tenant_id" = $1
    )
  ) "t0"
  order by "t0"."sku" asc, "t0"."order_id" asc, "t0"."line" asc
  limit $2::bigint
) "t1"
order by "t1"."sluice_o0" asc, "t1"."sluice_o1" asc, "t1"."sluice_o2" asc;
