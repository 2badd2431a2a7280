select json_build_object('id', ("t1"."order_id")::text, 'status', ("t1"."status")::text)::text, (case when isfinite(("t1"."sluice_o0")::timestamptz) then replace((("t1"."sluice_o0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else ("t1"."sluice_o0")::text end), ("t1"."sluice_o1")::text
from (
  select "t0".*, "t0"."placed_at" as "sluice_o0", "t0"."order_id" as "sluice_o1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $2
  ) "t2" on "t2"."customer_id" = "t0"."customer_id"
  where (("t0"."status" = any($3)) and ("t2"."plan" = $4))
  order by "t0"."placed_at" desc, "t0"."order_id" desc
  limit $5::bigint
) "t1"
order by "t1"."sluice_o0" desc, "t1"."sluice_o1" desc;
