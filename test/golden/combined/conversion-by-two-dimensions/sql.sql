select '0'::text, json_build_object('customer', json_build_object('plan', ("g"."d0")::text), 'converted', "g"."a0", 'ads', "g"."a1", 'rate', ((("g"."a2")::numeric / nullif(("g"."a3")::numeric, 0)))::text, 'visitCount', "g"."a4")::text
from (
  select "t2"."plan" as "d0", count(distinct ("t2"."customer_id")) filter (where exists (
    select 1
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $1
    ) "t3"
    left join (
      select *
      from "trade"."customers" "s"
      where "s"."tenant_id" = $2
    ) "t4" on "t4"."customer_id" = "t3"."customer_id"
    where (("t4"."customer_id") = ("t2"."customer_id")) and (("t3"."placed_at" between "t0"."seen_at" and (((("t0"."seen_at")::timestamptz at time zone $3) + ($4)::interval) at time zone $3))) and ("t3"."status" = 'PAID')
  )) as "a0", count(distinct ("t2"."customer_id")) filter (where (exists (
    select 1
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $5
    ) "t5"
    left join (
      select *
      from "trade"."customers" "s"
      where "s"."tenant_id" = $6
    ) "t6" on "t6"."customer_id" = "t5"."customer_id"
    where (("t6"."customer_id") = ("t2"."customer_id")) and (("t5"."placed_at" between "t0"."seen_at" and (((("t0"."seen_at")::timestamptz at time zone $7) + ($8)::interval) at time zone $7))) and ("t5"."status" = 'PAID')
  ) and ("t0"."source" = $9))) as "a1", count(distinct ("t2"."customer_id")) filter (where (exists (
    select 1
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $10
    ) "t7"
    left join (
      select *
      from "trade"."customers" "s"
      where "s"."tenant_id" = $11
    ) "t8" on "t8"."customer_id" = "t7"."customer_id"
    where (("t8"."customer_id") = ("t2"."customer_id")) and (("t7"."placed_at" between "t0"."seen_at" and (((("t0"."seen_at")::timestamptz at time zone $12) + ($13)::interval) at time zone $12))) and ("t7"."status" = 'PAID')
  ) and ("t0"."source" = $14))) as "a2", count(distinct ("t2"."customer_id")) filter (where ("t0"."source" = $15)) as "a3", count(*) as "a4"
  from (
    select *
    from "trade"."visits" "s"
    where "s"."tenant_id" = $16
  ) "t0"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $17
  ) "t2" on "t2"."customer_id" = "t0"."customer_id"
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $18::bigint;
