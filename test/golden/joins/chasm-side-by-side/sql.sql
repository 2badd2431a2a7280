select '0'::text, json_build_object('order', json_build_object('id', ("g"."d0")::text), 'units', ("g"."a0")::text)::text
from (
  select "t2"."order_id" as "d0", sum(("t0"."quantity")) as "a0"
  from (
    select "s".*
    from "trade"."order_items" "s"
    where exists (
      select 1
      from "trade"."orders" "p0"
      where "p0"."order_id" = "s"."order_id" and "p0"."tenant_id" = $1
    )
  ) "t0"
  left join (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t2" on "t2"."order_id" = "t0"."order_id"
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $3::bigint;

select '0'::text, json_build_object('order', json_build_object('id', ("g"."d0")::text), 'refunded', ("g"."a0")::text, 'refundCount', "g"."a1")::text
from (
  select "t2"."order_id" as "d0", sum(("t0"."amount")) as "a0", count(*) as "a1"
  from (
    select *
    from "trade"."refunds" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  left join (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t2" on "t2"."order_id" = "t0"."order_id"
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $3::bigint;
