select '0'::text, json_build_object('order', json_build_object('channel', ("g"."d0")::text), 'orderMetrics', json_build_object('orderCount', "g"."a0", 'revenue', ("g"."a1")::text))::text
from (
  select "t0"."channel" as "d0", count(*) as "a0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $2::bigint;

select '0'::text, json_build_object('channel', ("g"."d0")::text, 'orderCount', "g"."a0", 'revenue', ("g"."a1")::text)::text
from (
  select "t0"."channel" as "d0", count(*) as "a0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $2::bigint;
