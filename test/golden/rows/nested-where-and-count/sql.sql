select json_build_object('name', ("t1"."name")::text, 'orders', "c4"."json")::text, ("t1"."sluice_o0")::text
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
  select json_build_object('totalCount', (
    select count(*)::int
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $4
    ) "t2"
    where "t2"."customer_id" = "t1"."customer_id" and ("t2"."status" = $5)
  ), 'nodes', coalesce(json_agg("p"."node0"), '[]'::json)) as "json"
  from (
    select json_build_object('placedAt', (case when isfinite(("t3"."placed_at")::timestamptz) then replace((("t3"."placed_at")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end)) as "node0"
    from (
      select "t2".*, "t2"."placed_at" as "sluice_o0", "t2"."order_id" as "sluice_o1"
      from (
        select *
        from "trade"."orders" "s"
        where "s"."tenant_id" = $6
      ) "t2"
      where "t2"."customer_id" = "t1"."customer_id" and ("t2"."status" = $7)
      order by "t2"."placed_at" asc, "t2"."order_id" asc
      limit $8::bigint
    ) "t3"
  ) "p"
  having true
) "c4" on true
order by "t1"."sluice_o0" asc;
