with "g" as materialized (
  select "t0"."status" as "d0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a0", count(*) as "a1", count(distinct ("t2"."customer_id")) as "a2", case grouping("t0"."status") when 0 then 0 when 1 then 1 end as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $2
  ) "t2" on "t2"."customer_id" = "t0"."customer_id"
  group by grouping sets ((1), ())
) (
  select '0'::text, json_build_object('d0', ("g"."d0")::text, 'a0', ("g"."a0")::text, 'w0', ((("g"."a1")::numeric / nullif(((
    select "a1"
    from "g"
    where "set" = 1
  ))::numeric, 0)))::text, 'select', "g"."a1", 'from', ((("g"."a0")::numeric / nullif(("g"."a1")::numeric, 0)))::text, '_0', "g"."a2")::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $3::bigint
)
union all (
  select '1'::text, json_build_object('set', ("g"."a0")::text, 'own', "g"."a1")::text
  from "g"
  where "set" = 1
);
