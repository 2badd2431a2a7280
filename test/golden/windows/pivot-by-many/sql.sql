select '0'::text, json_build_object('status', ("g"."d0")::text, 'orderCount', "g"."a0", 'withTools', "g"."a1", 'bare', ("g"."a2")::text)::text
from (
  select "t0"."status" as "d0", count(*) as "a0", count(*) filter (where exists (
    select 1
    from (
      select "s".*
      from "trade"."order_items" "s"
      where exists (
        select 1
        from "trade"."orders" "p0"
        where "p0"."order_id" = "s"."order_id" and "p0"."tenant_id" = $1
      )
    ) "t2"
    left join "trade"."products" "t3" on "t3"."sku" = "t2"."sku"
    where "t2"."order_id" = "t0"."order_id" and ("t3"."category" = $2)
  )) as "a1", sum(("t0"."amount")) filter (where (("t0"."status" = 'PAID') and ((exists (
    select 1
    from (
      select "s".*
      from "trade"."order_items" "s"
      where exists (
        select 1
        from "trade"."orders" "p0"
        where "p0"."order_id" = "s"."order_id" and "p0"."tenant_id" = $3
      )
    ) "t4"
    where "t4"."order_id" = "t0"."order_id" and true
  )) is not true))) as "a2"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $4
  ) "t0"
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $5::bigint;
