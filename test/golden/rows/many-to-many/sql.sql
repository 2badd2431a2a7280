select json_build_object('name', ("t1"."name")::text, 'tagged', "c5"."json")::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."tag_id" as "sluice_o0"
  from (
    select *
    from "trade"."tags" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  order by "t0"."tag_id" asc
  limit $2::bigint
) "t1"
left join lateral (
  select json_build_object('totalCount', (
    select count(*)::int
    from (
      select *
      from "trade"."order_tags" "s"
      where "s"."tenant_id" = $3
    ) "t2"
    where "t2"."tag_id" = "t1"."tag_id"
  ), 'nodes', coalesce(json_agg("p"."node0" order by "p"."rank"), '[]'::json)) as "json"
  from (
    select row_number() over (order by "t3"."sluice_o0" asc, "t3"."sluice_o1" asc) as "rank", json_build_array($4::text, 'OrderTag|2'::text, ("t3"."sluice_o0")::text, ("t3"."sluice_o1")::text) as "cursor", json_build_object('order', case when "t4"."order_id" is not null then json_build_object('placedAt', (case when isfinite(("t4"."placed_at")::timestamptz) then replace((("t4"."placed_at")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end)) end) as "node0"
    from (
      select "t2".*, "t2"."order_id" as "sluice_o0", "t2"."tag_id" as "sluice_o1"
      from (
        select *
        from "trade"."order_tags" "s"
        where "s"."tenant_id" = $5
      ) "t2"
      where "t2"."tag_id" = "t1"."tag_id"
      order by "t2"."order_id" asc, "t2"."tag_id" asc
      limit $6::bigint
    ) "t3"
    left join (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $7
    ) "t4" on "t4"."order_id" = "t3"."order_id"
  ) "p"
  having true
) "c5" on true
order by "t1"."sluice_o0" asc;
