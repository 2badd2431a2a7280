select '0'::text, json_build_object('product', json_build_object('category', ("g"."d0")::text, 'title', ("g"."d1")::text), 'units', ("g"."a0")::text)::text
from (
  select "t2"."category" as "d0", "t2"."title" as "d1", sum(("t0"."quantity")) as "a0"
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
  group by 1, 2
) "g"
order by "g"."d0" asc nulls last, "g"."d1" asc nulls last
limit $2::bigint;
