select json_build_object('id', ("t1"."order_id")::text, 'status', ("t1"."status")::text, 'placedAt', (case when isfinite(("t1"."placed_at")::timestamptz) then replace((("t1"."placed_at")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end))::text, ("t1"."sluice_o0")::text, (case when isfinite(("t1"."sluice_o1")::timestamptz) then replace((("t1"."sluice_o1")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else ("t1"."sluice_o1")::text end), ("t1"."sluice_o2")::text
from (
  select "t0".*, "t0"."status" as "sluice_o0", "t0"."placed_at" as "sluice_o1", "t0"."order_id" as "sluice_o2"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  order by "t0"."status" desc, "t0"."placed_at" asc, "t0"."order_id" desc
  limit $2::bigint
) "t1"
order by "t1"."sluice_o0" desc, "t1"."sluice_o1" asc, "t1"."sluice_o2" desc;
