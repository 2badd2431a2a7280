with "g" as materialized (
  select "t2"."name" as "d0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a0", count(distinct ("t2"."customer_id")) as "a1", case grouping("t2"."name") when 0 then 0 when 1 then 1 end as "set"
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
  select '0'::text, json_build_object('customer', json_build_object('name', ("g"."d0")::text), 'revenue', ("g"."a0")::text)::text
  from "g"
  where "set" = 0
  order by "g"."a0" desc nulls last, "g"."d0" asc nulls last
  limit $3::bigint
)
union all (
  select '1'::text, json_build_object('revenue', ("g"."a0")::text, 'buyers', "g"."a1")::text
  from "g"
  where "set" = 1
);
