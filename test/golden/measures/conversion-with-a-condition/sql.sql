select '0'::text, json_build_object('visitors', "g"."a0", 'converted', "g"."a1")::text
from (
  select count(distinct ("t1"."customer_id")) as "a0", count(distinct ("t1"."customer_id")) filter (where exists (
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
    where (("t4"."customer_id") = ("t1"."customer_id")) and (("t3"."placed_at" between "t0"."seen_at" and (((("t0"."seen_at")::timestamptz at time zone $3) + ($4)::interval) at time zone $3))) and ("t3"."status" = 'PAID')
  )) as "a1"
  from (
    select *
    from "trade"."visits" "s"
    where "s"."tenant_id" = $5
  ) "t0"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $6
  ) "t1" on "t1"."customer_id" = "t0"."customer_id"
  where (("t0"."seen_at" < $7::timestamptz) and ("t1"."plan" = any($8)))
) "g";
