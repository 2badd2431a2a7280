with "g" as materialized (
  select "t0"."channel" as "d0", count(*) as "a0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a1", case grouping("t0"."channel") when 0 then 0 when 1 then 1 end as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  group by grouping sets ((1), ())
) (
  select '0'::text, json_build_object('channel', ("g"."d0")::text, 'orderCount', "g"."a0", 'revenue', ("g"."a1")::text)::text
  from "g"
  where "set" = 0 and ("g"."a0" >= $2::integer)
  order by "g"."d0" asc nulls last
  limit $3::bigint
)
union all (
  select '1'::text, json_build_object('orderCount', "g"."a0", 'revenue', ("g"."a1")::text)::text
  from "g"
  where "set" = 1
);
