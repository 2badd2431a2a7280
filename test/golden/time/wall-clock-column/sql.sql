select '0'::text, json_build_object('shopTime', (case when not isfinite(("g"."d0")::timestamptz) then null when extract(second from ((("g"."d0")::timestamptz at time zone $1) - (("g"."d0")::timestamptz at time zone 'UTC'))) = 0 then replace((("g"."d0")::timestamptz at time zone $1)::text, ' ', 'T') || case when ((("g"."d0")::timestamptz at time zone $1) - (("g"."d0")::timestamptz at time zone 'UTC')) < interval '0' then '-' else '+' end || to_char(greatest(((("g"."d0")::timestamptz at time zone $1) - (("g"."d0")::timestamptz at time zone 'UTC')), -((("g"."d0")::timestamptz at time zone $1) - (("g"."d0")::timestamptz at time zone 'UTC'))), 'HH24:MI') else (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end) end), 'orderCount', "g"."a0")::text
from (
  select least(date_trunc('day', (((("t0"."shop_time")::timestamp at time zone $2))::timestamptz at time zone $3)) at time zone $3, ((date_trunc('day', (((("t0"."shop_time")::timestamp at time zone $2))::timestamptz at time zone $3)) - interval '1 microsecond') at time zone $3) + interval '1 microsecond') as "d0", count(*) as "a0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $4
  ) "t0"
  where (((("t0"."shop_time")::timestamp at time zone $5) >= $6::timestamptz) and ((("t0"."shop_time")::timestamp at time zone $7) < $8::timestamptz))
  group by date_trunc('day', (((("t0"."shop_time")::timestamp at time zone $2))::timestamptz at time zone $3))
) "g"
order by "g"."d0" asc nulls last
limit $9::bigint;
