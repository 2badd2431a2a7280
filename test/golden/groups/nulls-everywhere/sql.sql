select '0'::text, json_build_object('channel', ("g"."d0")::text, 'dueOn', (case when isfinite(("g"."d1")::date) then ("g"."d1")::date::text end), 'shipping', json_build_object('country', ("g"."d2")::text), 'orderCount', "g"."a0")::text
from (
  select "t0"."channel" as "d0", date_trunc('year', ("t0"."due_on")::date::timestamp)::date as "d1", "t2"."country" as "d2", count(*) as "a0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  left join (
    select *
    from "trade"."addresses" "s"
    where "s"."tenant_id" = $2
  ) "t2" on "t2"."address_id" = "t0"."shipping_id"
  group by 1, date_trunc('year', ("t0"."due_on")::date::timestamp)::date, 3
) "g"
order by "g"."d0" asc nulls last, "g"."d1" asc nulls last, "g"."d2" asc nulls last
limit $3::bigint;
