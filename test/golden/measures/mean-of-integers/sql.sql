with "g" as materialized (
  select "t0"."plan" as "d0", avg(("t0"."score")) as "a0", case grouping("t0"."plan") when 0 then 0 when 1 then 1 end as "set"
  from (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  group by grouping sets ((1), ())
) (
  select '0'::text, json_build_object('plan', ("g"."d0")::text, 'averageScore', ("g"."a0")::text)::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $2::bigint
)
union all (
  select '1'::text, json_build_object('averageScore', ("g"."a0")::text)::text
  from "g"
  where "set" = 1
);
