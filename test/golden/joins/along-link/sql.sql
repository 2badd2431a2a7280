select '0'::text, json_build_object('region', ("g"."d0")::text, 'customerCount', "g"."a0", 'averageScore', ("g"."a1")::text)::text
from (
  select "t0"."region" as "d0", count(*) as "a0", avg(("t0"."score")) as "a1"
  from (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where exists (
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
    left join (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $3
    ) "t2" on "t2"."order_id" = "t1"."order_id"
    where "t2"."customer_id" = "t0"."customer_id" and ("t1"."sku" = $4)
  )
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $5::bigint;
