select '0'::text, json_build_object('channel', ("g"."d0")::text, 'aboutBuyers', "g"."a0")::text
from (
  select "t0"."channel" as "d0", count(distinct ("t2"."customer_id")) as "a0"
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
