select '0'::text, json_build_object('placedAt', (case when not isfinite(("g"."d0")::timestamptz) then null when extract(second from ((("g"."d0")::timestamptz at time zone $1) - (("g"."d0")::timestamptz at time zone 'UTC'))) = 0 then replace((("g"."d0")::timestamptz at time zone $1)::text, ' ', 'T') || case when ((("g"."d0")::timestamptz at time zone $1) - (("g"."d0")::timestamptz at time zone 'UTC')) < interval '0' then '-' else '+' end || to_char(greatest(((("g"."d0")::timestamptz at time zone $1) - (("g"."d0")::timestamptz at time zone 'UTC')), -((("g"."d0")::timestamptz at time zone $1) - (("g"."d0")::timestamptz at time zone 'UTC'))), 'HH24:MI') else (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end) end), 'orderCount', "g"."a0")::text
from (
  select (case when date_trunc('hour', ("t0"."placed_at")::timestamptz at time zone $2) <> (date_trunc('hour', ("t0"."placed_at")::timestamptz, $2) at time zone $2) then date_bin('30 minutes', ("t0"."placed_at")::timestamptz, '2000-01-01 00:00Z') else date_trunc('hour', ("t0"."placed_at")::timestamptz, $2) end) as "d0", count(*) as "a0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $3
  ) "t0"
  where (("t0"."placed_at" >= $4::timestamptz) and ("t0"."placed_at" < $5::timestamptz))
  group by (case when date_trunc('hour', ("t0"."placed_at")::timestamptz at time zone $2) <> (date_trunc('hour', ("t0"."placed_at")::timestamptz, $2) at time zone $2) then date_bin('30 minutes', ("t0"."placed_at")::timestamptz, '2000-01-01 00:00Z') else date_trunc('hour', ("t0"."placed_at")::timestamptz, $2) end)
) "g"
order by "g"."d0" asc nulls last
limit $6::bigint;
