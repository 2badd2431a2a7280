select '0'::text, json_build_object('placedAt', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'orderCount', "g"."a0")::text
from (
  select date_trunc('minute', ("t0"."placed_at")::timestamptz, $1) as "d0", count(*) as "a0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  where (("t0"."placed_at" >= $3::timestamptz) and ("t0"."placed_at" < $4::timestamptz))
  group by date_trunc('minute', ("t0"."placed_at")::timestamptz, $1)
) "g"
order by "g"."d0" asc nulls last
limit $5::bigint;
