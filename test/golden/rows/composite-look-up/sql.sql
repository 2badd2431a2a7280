select json_build_object('sku', ("t0"."sku")::text, 'quantity', "t0"."quantity", 'product', case when "t1"."sku" is not null then json_build_object('title', ("t1"."title")::text) end, 'shipments', "c4"."json")::text
from (
  select "s".*
  from "trade"."order_items" "s"
  where exists (
    select 1
    from "trade"."orders" "p0"
    where "p0"."order_id" = "s"."order_id" and "p0"."tenant_id" = $1
  )
) "t0"
left join "trade"."products" "t1" on "t1"."sku" = "t0"."sku"
left join lateral (
  select json_build_object('nodes', coalesce(json_agg("p"."node0"), '[]'::json)) as "json"
  from (
    select json_build_object('shippedOn', (case when isfinite(("t3"."shipped_on")::date) then ("t3"."shipped_on")::date::text end)) as "node0"
    from (
      select "t2".*, "t2"."shipment_id" as "sluice_o0"
      from (
        select *
        from "trade"."shipments" "s"
        where "s"."tenant_id" = $2
      ) "t2"
      where "t2"."order_id" = "t0"."order_id" and "t2"."line" = "t0"."line"
      order by "t2"."shipment_id" asc
      limit $3::bigint
    ) "t3"
  ) "p"
  having true
) "c4" on true
where (("t0"."order_id" = $4) and ("t0"."line" = $5::integer));
