select '0'::text, json_build_object('customer', json_build_object('keen', "g"."d0"), 'orderCount', "g"."a0")::text
from (
  select (case when "t2"."customer_id" is not null then (coalesce("t2"."score" % 1000, 0) >= 50) end) as "d0", count(*) as "a0"
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
