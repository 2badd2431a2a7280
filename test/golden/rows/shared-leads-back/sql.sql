select json_build_object('title', ("t1"."title")::text, 'items', "c4"."json", 'itemMetrics', json_build_object('units', ("b6"."a0")::text))::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."sku" as "sluice_o0"
  from "trade"."products" "t0"
  order by "t0"."sku" asc
  limit $1::bigint
) "t1"
left join lateral (
  select json_build_object('totalCount', (
    select count(*)::int
    from (
      select "s".*
      from "trade"."order_items" "s"
      where exists (
        select 1
        from "trade"."orders" "p0"
        where "p0"."order_id" = "s"."order_id" and "p0"."tenant_id" = $2
      )
    ) "t2"
    where "t2"."sku" = "t1"."sku"
  ), 'nodes', coalesce(json_agg("p"."node0"), '[]'::json)) as "json"
  from (
    select json_build_object('orderId', ("t3"."order_id")::text, 'quantity', "t3"."quantity") as "node0"
    from (
      select "t2".*, "t2"."order_id" as "sluice_o0", "t2"."line" as "sluice_o1"
      from (
        select "s".*
        from "trade"."order_items" "s"
        where exists (
          select 1
          from "trade"."orders" "p0"
          where "p0"."order_id" = "s"."order_id" and "p0"."tenant_id" = $3
        )
      ) "t2"
      where "t2"."sku" = "t1"."sku"
      order by "t2"."order_id" asc, "t2"."line" asc
      limit $4::bigint
    ) "t3"
  ) "p"
  having true
) "c4" on true
left join lateral (
  select sum(("t5"."quantity")) as "a0"
  from (
    select "s".*
    from "trade"."order_items" "s"
    where exists (
      select 1
      from "trade"."orders" "p0"
      where "p0"."order_id" = "s"."order_id" and "p0"."tenant_id" = $5
    )
  ) "t5"
  where "t5"."sku" = "t1"."sku"
) "b6" on true
order by "t1"."sluice_o0" asc;
