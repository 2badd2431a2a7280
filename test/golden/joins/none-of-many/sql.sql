select '0'::text, json_build_object('status', ("g"."d0")::text, 'orderCount', "g"."a0")::text
from (
  select "t0"."status" as "d0", count(*) as "a0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where ((exists (
    select 1
    from (
      select "s".*
      from "trade"."order_items" "s"
      where exists (
        select 1
        from "trade"."orders" "p0"
        where "p0"."order_id" = "s"."order_id" and "p0"."tenant_id" = $2
      )
    ) "t1"
    left join "trade"."products" "t2" on "t2"."sku" = "t1"."sku"
    where "t1"."order_id" = "t0"."order_id" and ("t2"."category" = $3)
  )) is not true)
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $4::bigint;
