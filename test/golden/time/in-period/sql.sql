select '0'::text, json_build_object('orderCount', "g"."a0", 'firstOrder', (case when isfinite(("g"."a1")::timestamptz) then replace((("g"."a1")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end))::text
from (
  select count(*) as "a0", min(("t0"."placed_at")) as "a1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where (("t0"."placed_at" >= least(date_trunc('month', (($2::timestamptz)::timestamptz at time zone $3)) at time zone $3, ((date_trunc('month', (($2::timestamptz)::timestamptz at time zone $3)) - interval '1 microsecond') at time zone $3) + interval '1 microsecond') and "t0"."placed_at" < (case when date_trunc('day', ($4)::interval) = interval '0' then (least(date_trunc('month', (($5::timestamptz)::timestamptz at time zone $6)) at time zone $6, ((date_trunc('month', (($5::timestamptz)::timestamptz at time zone $6)) - interval '1 microsecond') at time zone $6) + interval '1 microsecond'))::timestamptz + ($4)::interval else ((((least(date_trunc('month', (($5::timestamptz)::timestamptz at time zone $6)) at time zone $6, ((date_trunc('month', (($5::timestamptz)::timestamptz at time zone $6)) - interval '1 microsecond') at time zone $6) + interval '1 microsecond'))::timestamptz at time zone $7) + date_trunc('day', ($4)::interval)) at time zone $7 + (($4)::interval - date_trunc('day', ($4)::interval))) end)))
) "g";

select '0'::text, json_build_object('orderCount', "g"."a0", 'firstOrder', (case when isfinite(("g"."a1")::timestamptz) then replace((("g"."a1")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end))::text
from (
  select count(*) as "a0", min(("t0"."placed_at")) as "a1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where (("t0"."placed_at" >= (case when date_trunc('day', ($2)::interval) = interval '0' then (least(date_trunc('year', (($3::timestamptz)::timestamptz at time zone $4)) at time zone $4, ((date_trunc('year', (($3::timestamptz)::timestamptz at time zone $4)) - interval '1 microsecond') at time zone $4) + interval '1 microsecond'))::timestamptz - ($2)::interval else ((((least(date_trunc('year', (($3::timestamptz)::timestamptz at time zone $4)) at time zone $4, ((date_trunc('year', (($3::timestamptz)::timestamptz at time zone $4)) - interval '1 microsecond') at time zone $4) + interval '1 microsecond'))::timestamptz at time zone $5) - date_trunc('day', ($2)::interval)) at time zone $5 - (($2)::interval - date_trunc('day', ($2)::interval))) end) and "t0"."placed_at" < (case when date_trunc('day', ($6)::interval) = interval '0' then ((case when date_trunc('day', ($7)::interval) = interval '0' then (least(date_trunc('year', (($8::timestamptz)::timestamptz at time zone $9)) at time zone $9, ((date_trunc('year', (($8::timestamptz)::timestamptz at time zone $9)) - interval '1 microsecond') at time zone $9) + interval '1 microsecond'))::timestamptz - ($7)::interval else ((((least(date_trunc('year', (($8::timestamptz)::timestamptz at time zone $9)) at time zone $9, ((date_trunc('year', (($8::timestamptz)::timestamptz at time zone $9)) - interval '1 microsecond') at time zone $9) + interval '1 microsecond'))::timestamptz at time zone $10) - date_trunc('day', ($7)::interval)) at time zone $10 - (($7)::interval - date_trunc('day', ($7)::interval))) end))::timestamptz + ($6)::interval else (((((case when date_trunc('day', ($7)::interval) = interval '0' then (least(date_trunc('year', (($8::timestamptz)::timestamptz at time zone $9)) at time zone $9, ((date_trunc('year', (($8::timestamptz)::timestamptz at time zone $9)) - interval '1 microsecond') at time zone $9) + interval '1 microsecond'))::timestamptz - ($7)::interval else ((((least(date_trunc('year', (($8::timestamptz)::timestamptz at time zone $9)) at time zone $9, ((date_trunc('year', (($8::timestamptz)::timestamptz at time zone $9)) - interval '1 microsecond') at time zone $9) + interval '1 microsecond'))::timestamptz at time zone $10) - date_trunc('day', ($7)::interval)) at time zone $10 - (($7)::interval - date_trunc('day', ($7)::interval))) end))::timestamptz at time zone $11) + date_trunc('day', ($6)::interval)) at time zone $11 + (($6)::interval - date_trunc('day', ($6)::interval))) end)))
) "g";

select '0'::text, json_build_object('orderCount', "g"."a0", 'firstOrder', (case when isfinite(("g"."a1")::timestamptz) then replace((("g"."a1")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end))::text
from (
  select count(*) as "a0", min(("t0"."placed_at")) as "a1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where (("t0"."placed_at" >= (case when date_trunc('day', ($2)::interval) = interval '0' then (least(date_trunc('quarter', (($3::timestamptz)::timestamptz at time zone $4)) at time zone $4, ((date_trunc('quarter', (($3::timestamptz)::timestamptz at time zone $4)) - interval '1 microsecond') at time zone $4) + interval '1 microsecond'))::timestamptz - ($2)::interval else ((((least(date_trunc('quarter', (($3::timestamptz)::timestamptz at time zone $4)) at time zone $4, ((date_trunc('quarter', (($3::timestamptz)::timestamptz at time zone $4)) - interval '1 microsecond') at time zone $4) + interval '1 microsecond'))::timestamptz at time zone $5) - date_trunc('day', ($2)::interval)) at time zone $5 - (($2)::interval - date_trunc('day', ($2)::interval))) end) and "t0"."placed_at" < (case when date_trunc('day', ($6)::interval) = interval '0' then ((case when date_trunc('day', ($7)::interval) = interval '0' then (least(date_trunc('quarter', (($8::timestamptz)::timestamptz at time zone $9)) at time zone $9, ((date_trunc('quarter', (($8::timestamptz)::timestamptz at time zone $9)) - interval '1 microsecond') at time zone $9) + interval '1 microsecond'))::timestamptz - ($7)::interval else ((((least(date_trunc('quarter', (($8::timestamptz)::timestamptz at time zone $9)) at time zone $9, ((date_trunc('quarter', (($8::timestamptz)::timestamptz at time zone $9)) - interval '1 microsecond') at time zone $9) + interval '1 microsecond'))::timestamptz at time zone $10) - date_trunc('day', ($7)::interval)) at time zone $10 - (($7)::interval - date_trunc('day', ($7)::interval))) end))::timestamptz + ($6)::interval else (((((case when date_trunc('day', ($7)::interval) = interval '0' then (least(date_trunc('quarter', (($8::timestamptz)::timestamptz at time zone $9)) at time zone $9, ((date_trunc('quarter', (($8::timestamptz)::timestamptz at time zone $9)) - interval '1 microsecond') at time zone $9) + interval '1 microsecond'))::timestamptz - ($7)::interval else ((((least(date_trunc('quarter', (($8::timestamptz)::timestamptz at time zone $9)) at time zone $9, ((date_trunc('quarter', (($8::timestamptz)::timestamptz at time zone $9)) - interval '1 microsecond') at time zone $9) + interval '1 microsecond'))::timestamptz at time zone $10) - date_trunc('day', ($7)::interval)) at time zone $10 - (($7)::interval - date_trunc('day', ($7)::interval))) end))::timestamptz at time zone $11) + date_trunc('day', ($6)::interval)) at time zone $11 + (($6)::interval - date_trunc('day', ($6)::interval))) end)))
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
