with "g" as materialized (
  select "t2"."name" as "d0", count(*) as "a0", case grouping("t2"."name") when 0 then 0 when 1 then 1 end as "set"
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
  select '0'::text, json_build_object('customer', json_build_object('name', ("g"."d0")::text), 'orderCount', "g"."a0", 'place', "g"."w0", 'orderCountShare', ((("g"."a0")::numeric / nullif(((
    select "a0"
    from "g"
    where "set" = 1
  ))::numeric, 0)))::text)::text
  from (
    select "g".*, rank() over (partition by "set" order by "g"."a0" desc nulls last) as "w0"
    from "g"
  ) "g"
  where "set" = 0
  order by "g"."a0" desc nulls last, "g"."d0" asc nulls last
  limit $3::bigint
)
union all (
  select '1'::text, json_build_object('customer', json_build_object('name', ("g"."d0")::text), 'orderCount', "g"."a0", 'place', "g"."w0", 'orderCountShare', ((("g"."a0")::numeric / nullif(((
    select "a0"
    from "g"
    where "set" = 1
  ))::numeric, 0)))::text)::text
  from (
    select "g".*, rank() over (partition by "set" order by "g"."a0" desc nulls last) as "w0"
    from "g"
  ) "g"
  where "set" = 0
  order by "g"."a0" desc nulls last, "g"."d0" asc nulls last
  limit $4::bigint
  offset $5::bigint
);
