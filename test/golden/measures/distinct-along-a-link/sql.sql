select '0'::text, json_build_object('product', json_build_object('category', ("g"."d0")::text), 'ordersWith', "g"."a0", 'lineCount', "g"."a1", 'webUnits', ("g"."a2")::text)::text
from (
  select "t2"."category" as "d0", count(distinct ("t3"."order_id")) as "a0", count(*) as "a1", sum(("t0"."quantity")) filter (where ("t3"."channel" = 'WEB')) as "a2"
  from (
    select "s".*
    from "trade"."order_items" "s"
    where exists (
      select 1
      from "trade"."orders" "p0"
      where "p0"."order_id" = "s"."order_id" and "p0"."tenant_id" = $1
    )
  ) "t0"
  left join "trade"."products" "t2" on "t2"."sku" = "t0"."sku"
  left join (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t3" on "t3"."order_id" = "t0"."order_id"
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $3::bigint;
