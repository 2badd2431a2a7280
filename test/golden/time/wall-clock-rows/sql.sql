select json_build_object('id', ("t1"."order_id")::text, 'shopTime', (case when isfinite(((("t1"."shop_time")::timestamp at time zone $1))::timestamptz) then replace((((("t1"."shop_time")::timestamp at time zone $1))::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'placedAt', (case when isfinite(("t1"."placed_at")::timestamptz) then replace((("t1"."placed_at")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end))::text, (case when isfinite(("t1"."sluice_o0")::timestamptz) then replace((("t1"."sluice_o0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else ("t1"."sluice_o0")::text end), ("t1"."sluice_o1")::text
from (
  select "t0".*, (("t0"."shop_time")::timestamp at time zone $2) as "sluice_o0", "t0"."order_id" as "sluice_o1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $3
  ) "t0"
  where (((("t0"."shop_time")::timestamp at time zone $4) between $5::timestamptz and $6::timestamptz))
  order by (("t0"."shop_time")::timestamp at time zone $7) desc, "t0"."order_id" desc
  limit $8::bigint
) "t1"
order by "t1"."sluice_o0" desc, "t1"."sluice_o1" desc;
