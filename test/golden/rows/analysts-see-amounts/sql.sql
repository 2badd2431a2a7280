select json_build_object('id', ("t1"."order_id")::text, 'amount', ("t1"."amount")::text, 'large', ("t1"."amount" >= 30))::text, ("t1"."sluice_o0")::text, ("t1"."sluice_o1")::text
from (
  select "t0".*, "t0"."amount" as "sluice_o0", "t0"."order_id" as "sluice_o1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  order by "t0"."amount" desc, "t0"."order_id" desc
  limit $2::bigint
) "t1"
order by "t1"."sluice_o0" desc, "t1"."sluice_o1" desc;
