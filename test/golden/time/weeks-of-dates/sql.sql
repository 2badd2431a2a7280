select '0'::text, json_build_object('dueOn', (case when isfinite(("g"."d0")::date) then ("g"."d0")::date::text end), 'orderCount', "g"."a0")::text
from (
  select (date_trunc('week', ("t0"."due_on")::date::timestamp + interval '2 days') - interval '2 days')::date as "d0", count(*) as "a0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  group by (date_trunc('week', ("t0"."due_on")::date::timestamp + interval '2 days') - interval '2 days')::date
) "g"
order by "g"."d0" asc nulls last
limit $2::bigint;
