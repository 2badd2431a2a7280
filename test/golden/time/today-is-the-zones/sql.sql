select '0'::text, json_build_object('orderCount', "g"."a0", 'revenue', ("g"."a1")::text)::text
from (
  select count(*) as "a0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where (("t0"."placed_at" >= least(date_trunc('day', (($2::timestamptz)::timestamptz at time zone $3)) at time zone $3, ((date_trunc('day', (($2::timestamptz)::timestamptz at time zone $3)) - interval '1 microsecond') at time zone $3) + interval '1 microsecond') and "t0"."placed_at" < ((((least(date_trunc('day', (($4::timestamptz)::timestamptz at time zone $5)) at time zone $5, ((date_trunc('day', (($4::timestamptz)::timestamptz at time zone $5)) - interval '1 microsecond') at time zone $5) + interval '1 microsecond'))::timestamptz at time zone $6) + ($7)::interval) at time zone $6)))
) "g";

select json_build_object('id', ("t1"."order_id")::text)::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."order_id" as "sluice_o0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where (("t0"."placed_at" >= least(date_trunc('day', (($2::timestamptz)::timestamptz at time zone $3)) at time zone $3, ((date_trunc('day', (($2::timestamptz)::timestamptz at time zone $3)) - interval '1 microsecond') at time zone $3) + interval '1 microsecond') and "t0"."placed_at" < ((((least(date_trunc('day', (($4::timestamptz)::timestamptz at time zone $5)) at time zone $5, ((date_trunc('day', (($4::timestamptz)::timestamptz at time zone $5)) - interval '1 microsecond') at time zone $5) + interval '1 microsecond'))::timestamptz at time zone $6) + ($7)::interval) at time zone $6)))
  order by "t0"."order_id" asc
  limit $8::bigint
) "t1"
order by "t1"."sluice_o0" asc;
