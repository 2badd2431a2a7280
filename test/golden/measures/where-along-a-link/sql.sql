select '0'::text, json_build_object('status', ("g"."d0")::text, 'proRevenue', ("g"."a0")::text, 'revenue', ("g"."a1")::text, 'orderCount', "g"."a2")::text
from (
  select "t0"."status" as "d0", sum(("t0"."amount")) filter (where ("t2"."plan" = 'PRO')) as "a0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a1", count(*) as "a2"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $2
  ) "t2" on "t2"."customer_id" = "t0"."customer_id"
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $3::bigint;
