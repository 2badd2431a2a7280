select json_build_object('name', ("t1"."name")::text, 'itemMetrics', json_build_object('units', ("b4"."a0")::text, 'ordersWith', "b4"."a1", 'lineCount', "b4"."a2"))::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."customer_id" as "sluice_o0"
  from (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where ("t0"."plan" is distinct from $2)
  order by "t0"."customer_id" asc
  limit $3::bigint
) "t1"
left join lateral (
  select sum(("t2"."quantity")) as "a0", count(distinct ("t3"."order_id")) as "a1", count(*) as "a2"
  from (
    select "s".*
    from "trade"."order_items" "s"
    where exists (
      select 1
      from "trade"."orders" "p0"
      where "p0"."order_id" = "s"."order_id" and "p0"."tenant_id" = $4
    )
  ) "t2"
  left join (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $5
  ) "t3" on "t3"."order_id" = "t2"."order_id"
  where "t3"."customer_id" = "t1"."customer_id"
) "b4" on true
order by "t1"."sluice_o0" asc;
