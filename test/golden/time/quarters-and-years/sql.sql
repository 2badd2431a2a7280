select '0'::text, json_build_object('year', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'quarter', (case when isfinite(("g"."d1")::timestamptz) then replace((("g"."d1")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'orderCount', "g"."a0")::text
from (
  select least(date_trunc('year', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('year', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", least(date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $2)) at time zone $2, ((date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $2)) - interval '1 microsecond') at time zone $2) + interval '1 microsecond') as "d1", count(*) as "a0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $3
  ) "t0"
  group by date_trunc('year', (("t0"."placed_at")::timestamptz at time zone $1)), date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $2))
) "g"
order by "g"."d0" asc nulls last, "g"."d1" asc nulls last
limit $4::bigint;
