with "g" as materialized (
  select "t0"."region" as "d0", count(distinct ("t0"."region")) as "a0", count(*) as "a1", case grouping("t0"."region") when 0 then 0 when 1 then 1 end as "set"
  from (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  group by grouping sets ((1), ())
) (
  select '0'::text, json_build_object('region', ("g"."d0")::text, 'regions', "g"."a0", 'customerCount', "g"."a1")::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $2::bigint
)
union all (
  select '1'::text, json_build_object('regions', "g"."a0", 'customerCount', "g"."a1")::text
  from "g"
  where "set" = 1
);
