select '0'::text, json_build_object('placedAt', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'orderCount', "g"."a0")::text
from (
  select "t0"."placed_at" as "d0", count(*) as "a0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where (("t0"."placed_at" >= $2::timestamptz) and ("t0"."placed_at" < $3::timestamptz))
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $4::bigint;
