with "g" as materialized (
  select "t0"."device" as "d0", avg(("t0"."value")) as "a0", min(("t0"."value")) as "a1", max(("t0"."value")) as "a2", count(*) as "a3", case grouping("t0"."device") when 0 then 0 when 1 then 1 end as "set"
  from (
    select *
    from "trade"."readings" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  group by grouping sets ((1), ())
) (
  select '0'::text, json_build_object('device', ("g"."d0")::text, 'mean', (case when ("g"."a0")::float8 not in ('NaN', 'Infinity', '-Infinity') then "g"."a0" end), 'lowest', (case when ("g"."a1")::float8 not in ('NaN', 'Infinity', '-Infinity') then "g"."a1" end), 'highest', (case when ("g"."a2")::float8 not in ('NaN', 'Infinity', '-Infinity') then "g"."a2" end), 'readingCount', "g"."a3")::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $2::bigint
)
union all (
  select '1'::text, json_build_object('mean', (case when ("g"."a0")::float8 not in ('NaN', 'Infinity', '-Infinity') then "g"."a0" end))::text
  from "g"
  where "set" = 1
);
