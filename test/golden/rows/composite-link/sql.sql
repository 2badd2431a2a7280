select json_build_object('shippedOn', (case when isfinite(("t1"."shipped_on")::date) then ("t1"."shipped_on")::date::text end), 'item', case when "t2"."order_id" is not null then json_build_object('sku', ("t2"."sku")::text, 'order', case when "t3"."order_id" is not null then json_build_object('placedAt', (case when isfinite(("t3"."placed_at")::timestamptz) then replace((("t3"."placed_at")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end)) end, 'shipments', "c6"."json") end)::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."shipment_id" as "sluice_o0"
  from (
    select *
    from "trade"."shipments" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  order by "t0"."shipment_id" asc
  limit $2::bigint
) "t1"
left join (
  select "s".*
  from "trade"."order_items" "s"
  where exists (
    select 1
    from "trade"."orders" "p0"
    where "p0"."order_id" = "s"."order_id" and "p0"."tenant_id" = $3
  )
) "t2" on "t2"."order_id" = "t1"."order_id" and "t2"."line" = "t1"."line"
left join (
  select *
  from "trade"."orders" "s"
  where "s"."tenant_id" = $4
) "t3" on "t3"."order_id" = "t2"."order_id"
left join lateral (
  select json_build_object('totalCount', (
    select count(*)::int
    from (
      select *
      from "trade"."shipments" "s"
      where "s"."tenant_id" = $5
    ) "t4"
    where "t4"."order_id" = "t2"."order_id" and "t4"."line" = "t2"."line"
  )) as "json"
) "c6" on true
order by "t1"."sluice_o0" asc;
