select '0'::text, json_build_object('channel', ("g"."d0")::text, 'orderCount', "g"."a0")::text
from (
  select "t0"."channel" as "d0", count(*) as "a0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  group by 1
) "g"
order by "g"."d0" desc nulls first
limit $2::bigint;
