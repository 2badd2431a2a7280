select '0'::text, json_build_object('today', "g"."a0", 'orderCount', "g"."a1")::text
from (
  select count(*) filter (where (("t0"."placed_at" >= least(date_trunc('day', (($1::timestamptz)::timestamptz at time zone $2)) at time zone $2, ((date_trunc('day', (($1::timestamptz)::timestamptz at time zone $2)) - interval '1 microsecond') at time zone $2) + interval '1 microsecond') and "t0"."placed_at" < ((((least(date_trunc('day', (($3::timestamptz)::timestamptz at time zone $4)) at time zone $4, ((date_trunc('day', (($3::timestamptz)::timestamptz at time zone $4)) - interval '1 microsecond') at time zone $4) + interval '1 microsecond'))::timestamptz at time zone $5) + ($6)::interval) at time zone $5)))) as "a0", count(*) as "a1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $7
  ) "t0"
) "g";

select '0'::text, json_build_object('today', "g"."a0", 'orderCount', "g"."a1")::text
from (
  select count(*) filter (where (("t0"."placed_at" >= least(date_trunc('day', (($1::timestamptz)::timestamptz at time zone $2)) at time zone $2, ((date_trunc('day', (($1::timestamptz)::timestamptz at time zone $2)) - interval '1 microsecond') at time zone $2) + interval '1 microsecond') and "t0"."placed_at" < ((((least(date_trunc('day', (($3::timestamptz)::timestamptz at time zone $4)) at time zone $4, ((date_trunc('day', (($3::timestamptz)::timestamptz at time zone $4)) - interval '1 microsecond') at time zone $4) + interval '1 microsecond'))::timestamptz at time zone $5) + ($6)::interval) at time zone $5)))) as "a0", count(*) as "a1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $7
  ) "t0"
) "g";
