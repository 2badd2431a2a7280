select '0'::text, json_build_object('time', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'orderMetrics', json_build_object('orderCount', "g"."a0"))::text
from (
  select least(date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", count(*) as "a0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  where ("t0"."status" = $3)
  group by date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1))
) "g"
order by "g"."d0" asc nulls last
limit $4::bigint;

select '0'::text, json_build_object('time', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'orderMetrics', json_build_object('orderCount', "g"."a0"))::text
from (
  select least(date_trunc('year', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('year', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", count(*) as "a0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  group by date_trunc('year', (("t0"."placed_at")::timestamptz at time zone $1))
) "g"
order by "g"."d0" asc nulls last
limit $3::bigint;
