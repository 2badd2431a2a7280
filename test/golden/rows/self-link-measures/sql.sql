select json_build_object('name', ("t1"."name")::text, 'referredMetrics', json_build_object('customerCount', "b3"."a0", 'averageScore', ("b3"."a1")::text))::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."customer_id" as "sluice_o0"
  from (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $2
  ) "t4" on "t4"."customer_id" = "t0"."referrer_id"
  where ("t4"."plan" = $3)
  order by "t0"."customer_id" asc
  limit $4::bigint
) "t1"
left join lateral (
  select count(*) as "a0", avg(("t2"."score")) as "a1"
  from (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $5
  ) "t2"
  where "t2"."referrer_id" = "t1"."customer_id"
) "b3" on true
order by "t1"."sluice_o0" asc;
