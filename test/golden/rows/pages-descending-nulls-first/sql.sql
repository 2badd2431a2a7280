select json_build_object('id', ("t1"."order_id")::text, 'dueOn', (case when isfinite(("t1"."due_on")::date) then ("t1"."due_on")::date::text end), 'channel', ("t1"."channel")::text)::text, ("t1"."sluice_o0")::date::text, ("t1"."sluice_o1")::text, ("t1"."sluice_o2")::text
from (
  select "t0".*, "t0"."due_on" as "sluice_o0", "t0"."channel" as "sluice_o1", "t0"."order_id" as "sluice_o2"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  order by "t0"."due_on" desc nulls first, "t0"."channel" asc nulls first, "t0"."order_id" desc
  limit $2::bigint
) "t1"
order by "t1"."sluice_o0" desc nulls first, "t1"."sluice_o1" asc nulls first, "t1"."sluice_o2" desc;
