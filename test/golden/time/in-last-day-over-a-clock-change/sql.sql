select '0'::text, json_build_object('orderCount', "g"."a0", 'firstOrder', (case when not isfinite(("g"."a1")::timestamptz) then null when extract(second from ((("g"."a1")::timestamptz at time zone $1) - (("g"."a1")::timestamptz at time zone 'UTC'))) = 0 then replace((("g"."a1")::timestamptz at time zone $1)::text, ' ', 'T') || case when ((("g"."a1")::timestamptz at time zone $1) - (("g"."a1")::timestamptz at time zone 'UTC')) < interval '0' then '-' else '+' end || to_char(greatest(((("g"."a1")::timestamptz at time zone $1) - (("g"."a1")::timestamptz at time zone 'UTC')), -((("g"."a1")::timestamptz at time zone $1) - (("g"."a1")::timestamptz at time zone 'UTC'))), 'HH24:MI') else (case when isfinite(("g"."a1")::timestamptz) then replace((("g"."a1")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end) end))::text
from (
  select count(*) as "a0", min(("t0"."placed_at")) as "a1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  where (("t0"."placed_at" >= (((($3::timestamptz)::timestamptz at time zone $4) - ($5)::interval) at time zone $4) and "t0"."placed_at" < $6::timestamptz))
) "g";

select '0'::text, json_build_object('orderCount', "g"."a0", 'firstOrder', (case when isfinite(("g"."a1")::timestamptz) then replace((("g"."a1")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end))::text
from (
  select count(*) as "a0", min(("t0"."placed_at")) as "a1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where (("t0"."placed_at" >= (((($2::timestamptz)::timestamptz at time zone $3) - ($4)::interval) at time zone $3) and "t0"."placed_at" < $5::timestamptz))
) "g";
