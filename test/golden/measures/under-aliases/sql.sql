with "g" as materialized (
  select "t0"."status" as "d0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a0", count(*) as "a1", case grouping("t0"."status") when 0 then 0 when 1 then 1 end as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  group by grouping sets ((1), ())
) (
  select '0'::text, json_build_object('kind', ("g"."d0")::text, 'a', ("g"."a0")::text, 'b', ("g"."a0")::text, 'n', "g"."a1")::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $2::bigint
)
union all (
  select '1'::text, json_build_object('sum', ("g"."a0")::text)::text
  from "g"
  where "set" = 1
);
