select json_build_object('id', ("t1"."order_id")::text)::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."order_id" as "sluice_o0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where ("t0"."status" = $2)
  order by "t0"."order_id" asc
  limit $3::bigint
) "t1"
order by "t1"."sluice_o0" asc;

select (
  select count(*)::int
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where ("t0"."status" = $2)
)::text;
