select '0'::text, json_build_object('channel', ("g"."d0")::text, 'firstOrder', (case when not isfinite(("g"."a0")::timestamptz) then null when extract(second from ((("g"."a0")::timestamptz at time zone $1) - (("g"."a0")::timestamptz at time zone 'UTC'))) = 0 then replace((("g"."a0")::timestamptz at time zone $1)::text, ' ', 'T') || case when ((("g"."a0")::timestamptz at time zone $1) - (("g"."a0")::timestamptz at time zone 'UTC')) < interval '0' then '-' else '+' end || to_char(greatest(((("g"."a0")::timestamptz at time zone $1) - (("g"."a0")::timestamptz at time zone 'UTC')), -((("g"."a0")::timestamptz at time zone $1) - (("g"."a0")::timestamptz at time zone 'UTC'))), 'HH24:MI') else (case when isfinite(("g"."a0")::timestamptz) then replace((("g"."a0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end) end))::text
from (
  select "t0"."channel" as "d0", min(("t0"."placed_at")) as "a0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $3::bigint;
