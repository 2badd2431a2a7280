select '0'::text, json_build_object('channel', ("g"."d0")::text, 'status', ("g"."d1")::text, 'orderCount', "g"."a0")::text
from (
  select "t0"."channel" as "d0", "t0"."status" as "d1", count(*) as "a0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  group by 1, 2
) "g"
order by "g"."a0" desc nulls last, "g"."d0" asc nulls last, "g"."d1" asc nulls last
limit $2::bigint;
