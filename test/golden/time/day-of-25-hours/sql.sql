select '0'::text, json_build_object('placedAt', (case when not isfinite(("g"."d0")::timestamptz) then null when extract(second from ((("g"."d0")::timestamptz at time zone $1) - (("g"."d0")::timestamptz at time zone 'UTC'))) = 0 then replace((("g"."d0")::timestamptz at time zone $1)::text, ' ', 'T') || case when ((("g"."d0")::timestamptz at time zone $1) - (("g"."d0")::timestamptz at time zone 'UTC')) < interval '0' then '-' else '+' end || to_char(greatest(((("g"."d0")::timestamptz at time zone $1) - (("g"."d0")::timestamptz at time zone 'UTC')), -((("g"."d0")::timestamptz at time zone $1) - (("g"."d0")::timestamptz at time zone 'UTC'))), 'HH24:MI') else (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end) end), 'orderCount', "g"."a0", 'revenue', ("g"."a1")::text)::text
from (
  select least(date_trunc('day', (("t0"."placed_at")::timestamptz at time zone $2)) at time zone $2, ((date_trunc('day', (("t0"."placed_at")::timestamptz at time zone $2)) - interval '1 microsecond') at time zone $2) + interval '1 microsecond') as "d0", count(*) as "a0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $3
  ) "t0"
  where (("t0"."placed_at" >= least(date_trunc('day', (($4::timestamptz)::timestamptz at time zone $5)) at time zone $5, ((date_trunc('day', (($4::timestamptz)::timestamptz at time zone $5)) - interval '1 microsecond') at time zone $5) + interval '1 microsecond') and "t0"."placed_at" < ((((least(date_trunc('day', (($6::timestamptz)::timestamptz at time zone $7)) at time zone $7, ((date_trunc('day', (($6::timestamptz)::timestamptz at time zone $7)) - interval '1 microsecond') at time zone $7) + interval '1 microsecond'))::timestamptz at time zone $8) + ($9)::interval) at time zone $8)))
  group by date_trunc('day', (("t0"."placed_at")::timestamptz at time zone $2))
) "g"
order by "g"."d0" asc nulls last
limit $10::bigint;
