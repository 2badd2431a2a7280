select '0'::text, json_build_object('placedAt', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'customer', json_build_object('plan', ("g"."d1")::text), 'orderCount', "g"."a0")::text
from (
  select least(date_trunc('year', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('year', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", "t2"."plan" as "d1", count(*) as "a0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $3
  ) "t2" on "t2"."customer_id" = "t0"."customer_id"
  group by date_trunc('year', (("t0"."placed_at")::timestamptz at time zone $1)), 2
) "g"
order by "g"."d1" desc nulls last, "g"."d0" desc nulls last
limit $4::bigint;
