select json_build_object('id', ("t1"."order_id")::text)::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."order_id" as "sluice_o0"
  from (
    select *
    from "trade"."orders" "s"
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
    ) "t2"
    where "t2"."order_id" = "t0"."order_id" and (("t2"."sku" = $3) and ("t2"."quantity" >= $4::integer))
  )
  order by "t0"."order_id" asc
  limit $5::bigint
) "t1"
order by "t1"."sluice_o0" asc;

select json_build_object('id', ("t1"."order_id")::text)::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."order_id" as "sluice_o0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where (exists (
    select 1
    from (
      select "s".*
      from "trade"."order_items" "s"
      where exists (
        select 1
        from "trade"."orders" "p0"
        where "p0"."order_id" = "s"."order_id" and "p0"."tenant_id" = $2
      )
    ) "t2"
    where "t2"."order_id" = "t0"."order_id" and ("t2"."sku" = $3)
  ) and exists (
    select 1
    from (
      select "s".*
      from "trade"."order_items" "s"
      where exists (
        select 1
        from "trade"."orders" "p0"
        where "p0"."order_id" = "s"."order_id" and "p0"."tenant_id" = $4
      )
    ) "t3"
    where "t3"."order_id" = "t0"."order_id" and ("t3"."quantity" >= $5::integer)
  ))
  order by "t0"."order_id" asc
  limit $6::bigint
) "t1"
order by "t1"."sluice_o0" asc;
