select json_build_object('id', ("t0"."order_id")::text)::text
from (
  select *
  from "trade"."orders" "s"
  where "s"."tenant_id" = $1
) "t0"
where (("t0"."order_id" = $2));

select json_build_object('id', ("t0"."order_id")::text)::text
from (
  select *
  from "trade"."orders" "s"
  where "s"."tenant_id" = $1
) "t0"
where (("t0"."order_id" = $2));

select json_build_object('orderId', ("t0"."order_id")::text)::text
from (
  select *
  from "trade"."order_tags" "s"
  where "s"."tenant_id" = $1
) "t0"
where (("t0"."order_id" = $2) and ("t0"."tag_id" = $3));
