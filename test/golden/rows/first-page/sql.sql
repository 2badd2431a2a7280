select json_build_object('id', ("t1"."order_id")::text, 'placedAt', (case when isfinite(("t1"."placed_at")::timestamptz) then replace((("t1"."placed_at")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'status', ("t1"."status")::text, 'channel', ("t1"."channel")::text)::text, ("t1"."sluice_o0")::text
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
order by "t1"."sluice_o0" asc;
