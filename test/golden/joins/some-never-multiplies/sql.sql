with "g" as materialized (
  select "t0"."channel" as "d0", count(*) as "a0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a1", case grouping("t0"."channel") when 0 then 0 when 1 then 1 end as "set"
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
    ) "t1"
    where "t1"."order_id" = "t0"."order_id" and ("t1"."quantity" >= $3::integer)
  )
  group by grouping sets ((1), ())
) (
  select '0'::text, json_build_object('channel', ("g"."d0")::text, 'orderCount', "g"."a0", 'revenue', ("g"."a1")::text)::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $4::bigint
)
union all (
  select '1'::text, json_build_object('orderCount', "g"."a0", 'revenue', ("g"."a1")::text)::text
  from "g"
  where "set" = 1
);
