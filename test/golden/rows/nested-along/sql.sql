select json_build_object('name', ("t1"."name")::text, 'items', "c5"."json")::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."customer_id" as "sluice_o0"
  from (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where ("t0"."plan" = $2)
  order by "t0"."customer_id" asc
  limit $3::bigint
) "t1"
left join lateral (
  select json_build_object('nodes', coalesce(json_agg("p"."node0"), '[]'::json)) as "json"
  from (
    select json_build_object('sku', ("t4"."sku")::text, 'quantity', "t4"."quantity") as "node0"
    from (
      select "t2".*, "t2"."order_id" as "sluice_o0", "t2"."line" as "sluice_o1"
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
      order by "t2"."order_id" asc, "t2"."line" asc
      limit $6::bigint
    ) "t4"
  ) "p"
  having true
) "c5" on true
order by "t1"."sluice_o0" asc;
