select json_build_object('id', ("t2"."order_id")::text, 'placedAt', (case when isfinite(("t2"."placed_at")::timestamptz) then replace((("t2"."placed_at")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'customer', case when "t3"."customer_id" is not null then json_build_object('plan', ("t3"."plan")::text) end)::text, ("t2"."sluice_o0")::text, (case when isfinite(("t2"."sluice_o1")::timestamptz) then replace((("t2"."sluice_o1")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else ("t2"."sluice_o1")::text end), ("t2"."sluice_o2")::text
from (
  select "t0".*, "t1"."plan" as "sluice_o0", "t0"."placed_at" as "sluice_o1", "t0"."order_id" as "sluice_o2"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $2
  ) "t1" on "t1"."customer_id" = "t0"."customer_id"
  order by "t1"."plan" desc nulls last, "t0"."placed_at" asc, "t0"."order_id" desc
  limit $3::bigint
) "t2"
left join (
  select *
  from "trade"."customers" "s"
  where "s"."tenant_id" = $4
) "t3" on "t3"."customer_id" = "t2"."customer_id"
order by "t2"."sluice_o0" desc nulls last, "t2"."sluice_o1" asc, "t2"."sluice_o2" desc;
