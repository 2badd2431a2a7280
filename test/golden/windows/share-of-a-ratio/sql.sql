with "g" as materialized (
  select "t0"."channel" as "d0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a0", count(*) as "a1", case grouping("t0"."channel") when 0 then 0 when 1 then 1 end as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  group by grouping sets ((1), ())
) (
  select '0'::text, json_build_object('channel', ("g"."d0")::text, 'averageOrder', ((("g"."a0")::numeric / nullif(("g"."a1")::numeric, 0)))::text, 'part', ((((("g"."a0")::numeric / nullif(("g"."a1")::numeric, 0)))::numeric / nullif(((((
    select "a0"
    from "g"
    where "set" = 1
  ))::numeric / nullif(((
    select "a1"
    from "g"
    where "set" = 1
  ))::numeric, 0)))::numeric, 0)))::text)::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $2::bigint
);
