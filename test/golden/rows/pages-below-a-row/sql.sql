select json_build_object('orders', "c3"."json")::text
from (
  select *
  from "trade"."customers" "s"
  where "s"."tenant_id" = $1
) "t0"
left join lateral (
  select json_build_object('nodes', coalesce(json_agg("p"."node0" order by "p"."rank") filter (where "p"."rank" <= $2::bigint), '[]'::json), 'pageInfo', json_build_object('hasNextPage', (count(*) > $3::bigint), 'endCursor', (array_agg("p"."cursor" order by "p"."rank" desc) filter (where "p"."rank" <= $3::bigint))[1])) as "json"
  from (
    select row_number() over (order by "t2"."sluice_o0" desc, "t2"."sluice_o1" desc) as "rank", json_build_array($4::text, 'Order|2|placedAt DESC LAST'::text, (case when isfinite(("t2"."sluice_o0")::timestamptz) then replace((("t2"."sluice_o0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else ("t2"."sluice_o0")::text end), ("t2"."sluice_o1")::text) as "cursor", json_build_object('id', ("t2"."order_id")::text, 'placedAt', (case when isfinite(("t2"."placed_at")::timestamptz) then replace((("t2"."placed_at")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end)) as "node0"
    from (
      select "t1".*, "t1"."placed_at" as "sluice_o0", "t1"."order_id" as "sluice_o1"
      from (
        select *
        from "trade"."orders" "s"
        where "s"."tenant_id" = $5
      ) "t1"
      where "t1"."customer_id" = "t0"."customer_id"
      order by "t1"."placed_at" desc, "t1"."order_id" desc
      limit $6::bigint
    ) "t2"
  ) "p"
  having true
) "c3" on true
where (("t0"."customer_id" = $7));
