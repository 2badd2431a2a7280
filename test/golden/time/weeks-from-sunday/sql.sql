select '0'::text, json_build_object('placedAt', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'orderCount', "g"."a0")::text
from (
  select least((date_trunc('week', (("t0"."placed_at")::timestamptz at time zone $1) + interval '1 days') - interval '1 days') at time zone $1, (((date_trunc('week', (("t0"."placed_at")::timestamptz at time zone $1) + interval '1 days') - interval '1 days') - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", count(*) as "a0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  where ("t0"."placed_at" >= $3::timestamptz)
  group by (date_trunc('week', (("t0"."placed_at")::timestamptz at time zone $1) + interval '1 days') - interval '1 days')
) "g"
order by "g"."d0" asc nulls last
limit $4::bigint;
