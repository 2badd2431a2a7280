with "g" as materialized (
  select "t0"."sku" as "d0", sum(("t0"."quantity" * "t0"."price")) as "a0", sum(("t0"."quantity")) as "a1", count(*) as "a2", case grouping("t0"."sku") when 0 then 0 when 1 then 1 end as "set"
  from (
    select "s".*
    from "trade"."order_items" "s"
    where exists (
      select 1
      from "trade"."orders" "p0"
      where "p0"."order_id" = "s"."order_id" and "p0"."tenant_id" = $1
    )
  ) "t0"
  group by grouping sets ((1), ())
) (
  select '0'::text, json_build_object('sku', ("g"."d0")::text, 'sales', ("g"."a0")::text, 'units', ("g"."a1")::text, 'lineCount', "g"."a2")::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $2::bigint
)
union all (
  select '1'::text, json_build_object('sales', ("g"."a0")::text, 'units', ("g"."a1")::text)::text
  from "g"
  where "set" = 1
);
