select json_build_object('name', ("t1"."name")::text, 'visitMetrics', json_build_object('visitors', "b3"."a0", 'converted', "b3"."a1", 'conversionRate', ((("b3"."a2")::numeric / nullif(("b3"."a3")::numeric, 0)))::text))::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."customer_id" as "sluice_o0"
  from (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  order by "t0"."customer_id" asc
  limit $2::bigint
) "t1"
left join lateral (
  select count(distinct ("t4"."customer_id")) as "a0", count(distinct ("t4"."customer_id")) filter (where exists (
    select 1
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $3
    ) "t5"
    left join (
      select *
      from "trade"."customers" "s"
      where "s"."tenant_id" = $4
    ) "t6" on "t6"."customer_id" = "t5"."customer_id"
    where (("t6"."customer_id") = ("t4"."customer_id")) and (("t5"."placed_at" between "t2"."seen_at" and (((("t2"."seen_at")::timestamptz at time zone $5) + ($6)::interval) at time zone $5))) and ("t5"."status" = 'PAID')
  )) as "a1", count(distinct ("t4"."customer_id")) filter (where exists (
    select 1
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $7
    ) "t7"
    left join (
      select *
      from "trade"."customers" "s"
      where "s"."tenant_id" = $8
    ) "t8" on "t8"."customer_id" = "t7"."customer_id"
    where (("t8"."customer_id") = ("t4"."customer_id")) and (("t7"."placed_at" between "t2"."seen_at" and (((("t2"."seen_at")::timestamptz at time zone $9) + ($10)::interval) at time zone $9))) and ("t7"."status" = 'PAID')
  )) as "a2", count(distinct ("t4"."customer_id")) as "a3"
  from (
    select *
    from "trade"."visits" "s"
    where "s"."tenant_id" = $11
  ) "t2"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $12
  ) "t4" on "t4"."customer_id" = "t2"."customer_id"
  where "t2"."customer_id" = "t1"."customer_id"
) "b3" on true
order by "t1"."sluice_o0" asc;
