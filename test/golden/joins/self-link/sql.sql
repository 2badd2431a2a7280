select '0'::text, json_build_object('referrer', json_build_object('plan', ("g"."d0")::text, 'referrer', json_build_object('plan', ("g"."d1")::text)), 'customerCount', "g"."a0")::text
from (
  select "t2"."plan" as "d0", "t3"."plan" as "d1", count(*) as "a0"
  from (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $2
  ) "t2" on "t2"."customer_id" = "t0"."referrer_id"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $3
  ) "t3" on "t3"."customer_id" = "t2"."referrer_id"
  group by 1, 2
) "g"
order by "g"."d0" asc nulls last, "g"."d1" asc nulls last
limit $4::bigint;
