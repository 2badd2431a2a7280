select json_build_object('name', ("t1"."name")::text, 'orderMetrics', json_build_object('ordersEver', "b3"."a0", 'orderCount', "b5"."a1", 'revenueThisYear', ("b7"."a2")::text, 'orders2Months', "b9"."a3"))::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."customer_id" as "sluice_o0"
  from (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where ("t0"."plan" = $2)
  order by "t0"."customer_id" asc
  limit $3::bigint
) "t1"
left join lateral (
  select count(*) as "a0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $4
  ) "t2"
  where "t2"."customer_id" = "t1"."customer_id" and ("t2"."placed_at" < $5::timestamptz)
) "b3" on true
left join lateral (
  select count(*) as "a1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $6
  ) "t4"
  where "t4"."customer_id" = "t1"."customer_id" and (("t4"."placed_at" >= $7::timestamptz) and ("t4"."placed_at" < $8::timestamptz))
) "b5" on true
left join lateral (
  select sum(("t6"."amount")) filter (where ("t6"."status" = 'PAID')) as "a2"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $9
  ) "t6"
  where "t6"."customer_id" = "t1"."customer_id" and ("t6"."placed_at" < $10::timestamptz) and ("t6"."placed_at" >= least(date_trunc('year', (((($11::timestamptz)::timestamptz - ($12)::interval))::timestamptz at time zone $13)) at time zone $13, ((date_trunc('year', (((($11::timestamptz)::timestamptz - ($12)::interval))::timestamptz at time zone $13)) - interval '1 microsecond') at time zone $13) + interval '1 microsecond'))
) "b7" on true
left join lateral (
  select count(*) as "a3"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $14
  ) "t8"
  where "t8"."customer_id" = "t1"."customer_id" and ("t8"."placed_at" < $15::timestamptz) and ("t8"."placed_at" >= (((($16::timestamptz)::timestamptz at time zone $17) - ($18)::interval) at time zone $17))
) "b9" on true
order by "t1"."sluice_o0" asc;
