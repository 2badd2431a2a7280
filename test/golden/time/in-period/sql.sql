select '0'::text, json_build_object('orderCount', "g"."a0", 'firstOrder', (case when isfinite(("g"."a1")::timestamptz) then replace((("g"."a1")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end))::text
from (
  select count(*) as "a0", min(("t0"."placed_at")) as "a1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where (("t0"."placed_at" >= least(date_trunc('month', (($2::timestamptz)::timestamptz at time zone $3)) at time zone $3, ((date_trunc('month', (($2::timestamptz)::timestamptz at time zone $3)) - interval '1 microsecond') at time zone $3) + interval '1 microsecond') and "t0"."placed_at" < ((((least(date_trunc('month', (($4::timestamptz)::timestamptz at time zone $5)) at time zone $5, ((date_trunc('month', (($4::timestamptz)::timestamptz at time zone $5)) - interval '1 microsecond') at time zone $5) + interval '1 microsecond'))::timestamptz at time zone $6) + ($7)::interval) at time zone $6)))
) "g";

select '0'::text, json_build_object('orderCount', "g"."a0", 'firstOrder', (case when isfinite(("g"."a1")::timestamptz) then replace((("g"."a1")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end))::text
from (
  select count(*) as "a0", min(("t0"."placed_at")) as "a1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where (("t0"."placed_at" >= ((((least(date_trunc('year', (($2::timestamptz)::timestamptz at time zone $3)) at time zone $3, ((date_trunc('year', (($2::timestamptz)::timestamptz at time zone $3)) - interval '1 microsecond') at time zone $3) + interval '1 microsecond'))::timestamptz at time zone $4) - ($5)::interval) at time zone $4) and "t0"."placed_at" < ((((((((least(date_trunc('year', (($6::timestamptz)::timestamptz at time zone $7)) at time zone $7, ((date_trunc('year', (($6::timestamptz)::timestamptz at time zone $7)) - interval '1 microsecond') at time zone $7) + interval '1 microsecond'))::timestamptz at time zone $8) - ($9)::interval) at time zone $8))::timestamptz at time zone $10) + ($11)::interval) at time zone $10)))
) "g";

select '0'::text, json_build_object('orderCount', "g"."a0", 'firstOrder', (case when isfinite(("g"."a1")::timestamptz) then replace((("g"."a1")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end))::text
from (
  select count(*) as "a0", min(("t0"."placed_at")) as "a1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where (("t0"."placed_at" >= ((((least(date_trunc('quarter', (($2::timestamptz)::timestamptz at time zone $3)) at time zone $3, ((date_trunc('quarter', (($2::timestamptz)::timestamptz at time zone $3)) - interval '1 microsecond') at time zone $3) + interval '1 microsecond'))::timestamptz at time zone $4) - ($5)::interval) at time zone $4) and "t0"."placed_at" < ((((((((least(date_trunc('quarter', (($6::timestamptz)::timestamptz at time zone $7)) at time zone $7, ((date_trunc('quarter', (($6::timestamptz)::timestamptz at time zone $7)) - interval '1 microsecond') at time zone $7) + interval '1 microsecond'))::timestamptz at time zone $8) - ($9)::interval) at time zone $8))::timestamptz at time zone $10) + ($11)::interval) at time zone $10)))
) "g";

select '0'::text, json_build_object('orderCount', "g"."a0", 'firstOrder', (case when isfinite(("g"."a1")::timestamptz) then replace((("g"."a1")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end))::text
from (
  select count(*) as "a0", min(("t0"."placed_at")) as "a1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where (("t0"."due_on" >= date_trunc('month', ($2::date)::date::timestamp)::date and "t0"."due_on" < ((date_trunc('month', ($3::date)::date::timestamp)::date)::date + ($4)::interval)::date))
) "g";
