select json_build_object('id', ("t1"."order_id")::text, 'status', ("t1"."status")::text, 'channel', ("t1"."channel")::text, 'large', ("t1"."amount" >= 30))::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."order_id" as "sluice_o0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where ((("t0"."amount" >= 30) = $2::boolean) or (("t0"."status" is distinct from $3) and ((("t0"."channel" is null)) is not true)))
  order by "t0"."order_id" asc
  limit $4::bigint
) "t1"
order by "t1"."sluice_o0" asc;
