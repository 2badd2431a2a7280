select json_build_object('name', ("t1"."name")::text, 'orders', "c7"."json")::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."customer_id" as "sluice_o0"
  from (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  order by "t0"."customer_id" asc
  limit $2::bigint
) "t1"
left join lateral (
  select json_build_object('nodes', coalesce(json_agg("p"."node0" order by "p"."rank"), '[]'::json)) as "json"
  from (
    select row_number() over (order by "t3"."sluice_o0" desc, "t3"."sluice_o1" desc) as "rank", json_build_array($3::text, 'Order|2|placedAt DESC LAST'::text, (case when isfinite(("t3"."sluice_o0")::timestamptz) then replace((("t3"."sluice_o0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else ("t3"."sluice_o0")::text end), ("t3"."sluice_o1")::text) as "cursor", json_build_object('placedAt', (case when isfinite(("t3"."placed_at")::timestamptz) then replace((("t3"."placed_at")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'items', "c6"."json") as "node0"
    from (
      select "t2".*, "t2"."placed_at" as "sluice_o0", "t2"."order_id" as "sluice_o1"
      from (
        select *
        from "trade"."orders" "s"
        where "s"."tenant_id" = $4
      ) "t2"
      where "t2"."customer_id" = "t1"."customer_id"
      order by "t2"."placed_at" desc, "t2"."order_id" desc
      limit $5::bigint
    ) "t3"
    left join lateral (
      select json_build_object('nodes', coalesce(json_agg("p"."node0"), '[]'::json)) as "json"
      from (
        select json_build_object('sku', ("t5"."sku")::text) as "node0"
        from (
          select "t4".*, "t4"."line" as "sluice_o0", "t4"."order_id" as "sluice_o1"
          from (
            select "s".*
            from "trade"."order_items" "s"
            where exists (
              select 1
              from "trade"."orders" "p0"
              where "p0"."order_id" = "s"."order_id" and "p0"."tenant_id" = $6
            )
          ) "t4"
          where "t4"."order_id" = "t3"."order_id"
          order by "t4"."line" desc, "t4"."order_id" desc
          limit $7::bigint
        ) "t5"
      ) "p"
      having true
    ) "c6" on true
  ) "p"
  having true
) "c7" on true
order by "t1"."sluice_o0" asc;
