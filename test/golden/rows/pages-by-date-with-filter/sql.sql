select json_build_object('id', ("t1"."order_id")::text, 'dueOn', (case when isfinite(("t1"."due_on")::date) then ("t1"."due_on")::date::text end), 'channel', ("t1"."channel")::text)::text, ("t1"."sluice_o0")::date::text, ("t1"."sluice_o1")::text, ("t1"."sluice_o2")::text
from (
  select "t0".*, "t0"."due_on" as "sluice_o0", "t0"."channel" as "sluice_o1", "t0"."order_id" as "sluice_o2"
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
  where (((("t0"."due_on" is null)) is not true) and ("t2"."plan" = $3))
  order by "t0"."due_on" asc nulls last, "t0"."channel" desc nulls last, "t0"."order_id" asc
  limit $4::bigint
) "t1"
order by "t1"."sluice_o0" asc nulls last, "t1"."sluice_o1" desc nulls last, "t1"."sluice_o2" asc;

select (
  select count(*)::int
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
  where (((("t0"."due_on" is null)) is not true) and ("t2"."plan" = $3))
)::text;
