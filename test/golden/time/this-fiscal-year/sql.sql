select '0'::text, json_build_object('orderCount', "g"."a0", 'firstOrder', (case when not isfinite(("g"."a1")::timestamptz) then null when extract(second from ((("g"."a1")::timestamptz at time zone $1) - (("g"."a1")::timestamptz at time zone 'UTC'))) = 0 then replace((("g"."a1")::timestamptz at time zone $1)::text, ' ', 'T') || case when ((("g"."a1")::timestamptz at time zone $1) - (("g"."a1")::timestamptz at time zone 'UTC')) < interval '0' then '-' else '+' end || to_char(greatest(((("g"."a1")::timestamptz at time zone $1) - (("g"."a1")::timestamptz at time zone 'UTC')), -((("g"."a1")::timestamptz at time zone $1) - (("g"."a1")::timestamptz at time zone 'UTC'))), 'HH24:MI') else (case when isfinite(("g"."a1")::timestamptz) then replace((("g"."a1")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end) end))::text
from (
  select count(*) as "a0", min(("t0"."placed_at")) as "a1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  where (("t0"."placed_at" >= least((date_trunc('year', (($3::timestamptz)::timestamptz at time zone $4) + interval '9 months') - interval '9 months') at time zone $4, (((date_trunc('year', (($3::timestamptz)::timestamptz at time zone $4) + interval '9 months') - interval '9 months') - interval '1 microsecond') at time zone $4) + interval '1 microsecond') and "t0"."placed_at" < ((((least((date_trunc('year', (($5::timestamptz)::timestamptz at time zone $6) + interval '9 months') - interval '9 months') at time zone $6, (((date_trunc('year', (($5::timestamptz)::timestamptz at time zone $6) + interval '9 months') - interval '9 months') - interval '1 microsecond') at time zone $6) + interval '1 microsecond'))::timestamptz at time zone $7) + ($8)::interval) at time zone $7)))
) "g";

select '0'::text, json_build_object('orderCount', "g"."a0", 'firstOrder', (case when isfinite(("g"."a1")::timestamptz) then replace((("g"."a1")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end))::text
from (
  select count(*) as "a0", min(("t0"."placed_at")) as "a1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where (("t0"."placed_at" >= least((date_trunc('year', (($2::timestamptz)::timestamptz at time zone $3) + interval '9 months') - interval '9 months') at time zone $3, (((date_trunc('year', (($2::timestamptz)::timestamptz at time zone $3) + interval '9 months') - interval '9 months') - interval '1 microsecond') at time zone $3) + interval '1 microsecond') and "t0"."placed_at" < ((((least((date_trunc('year', (($4::timestamptz)::timestamptz at time zone $5) + interval '9 months') - interval '9 months') at time zone $5, (((date_trunc('year', (($4::timestamptz)::timestamptz at time zone $5) + interval '9 months') - interval '9 months') - interval '1 microsecond') at time zone $5) + interval '1 microsecond'))::timestamptz at time zone $6) + ($7)::interval) at time zone $6)))
) "g";

select '0'::text, json_build_object('orderCount', "g"."a0", 'firstOrder', (case when isfinite(("g"."a1")::timestamptz) then replace((("g"."a1")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end))::text
from (
  select count(*) as "a0", min(("t0"."placed_at")) as "a1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where (("t0"."placed_at" >= least((date_trunc('week', (($2::timestamptz)::timestamptz at time zone $3) + interval '1 days') - interval '1 days') at time zone $3, (((date_trunc('week', (($2::timestamptz)::timestamptz at time zone $3) + interval '1 days') - interval '1 days') - interval '1 microsecond') at time zone $3) + interval '1 microsecond') and "t0"."placed_at" < ((((least((date_trunc('week', (($4::timestamptz)::timestamptz at time zone $5) + interval '1 days') - interval '1 days') at time zone $5, (((date_trunc('week', (($4::timestamptz)::timestamptz at time zone $5) + interval '1 days') - interval '1 days') - interval '1 microsecond') at time zone $5) + interval '1 microsecond'))::timestamptz at time zone $6) + ($7)::interval) at time zone $6)))
) "g";
