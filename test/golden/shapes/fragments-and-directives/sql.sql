select json_build_object('__typename', 'Order'::text, 'number', ("t1"."order_id")::text, 'customer', case when "t2"."customer_id" is not null then json_build_object('plan', ("t2"."plan")::text, 'name', ("t2"."name")::text) end)::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."order_id" as "sluice_o0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  order by "t0"."order_id" asc
  limit $2::bigint
) "t1"
left join (
  select *
  from "trade"."customers" "s"
  where "s"."tenant_id" = $3
) "t2" on "t2"."customer_id" = "t1"."customer_id"
order by "t1"."sluice_o0" asc;
