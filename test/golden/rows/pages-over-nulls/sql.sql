select json_build_object('id', ("t1"."order_id")::text, 'channel', ("t1"."channel")::text)::text, ("t1"."sluice_o0")::text, ("t1"."sluice_o1")::text
from (
  select "t0".*, "t0"."channel" as "sluice_o0", "t0"."order_id" as "sluice_o1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  order by "t0"."channel" asc nulls last, "t0"."order_id" asc
  limit $2::bigint
) "t1"
order by "t1"."sluice_o0" asc nulls last, "t1"."sluice_o1" asc;
