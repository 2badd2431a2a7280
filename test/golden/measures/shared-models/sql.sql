with "g" as materialized (
  select "t0"."category" as "d0", count(*) as "a0", case grouping("t0"."category") when 0 then 0 when 1 then 1 end as "set"
  from "trade"."products" "t0"
  group by grouping sets ((1), ())
) (
  select '0'::text, json_build_object('category', ("g"."d0")::text, 'productCount', "g"."a0")::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $1::bigint
)
union all (
  select '1'::text, json_build_object('productCount', "g"."a0")::text
  from "g"
  where "set" = 1
);
