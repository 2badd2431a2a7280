with "g" as materialized (
  select "t2"."name" as "d0", count(*) as "a0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a1", sum(("t0"."amount")) filter (where ("t2"."plan" = 'PRO')) as "a2"
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
  group by 1
) (
  select '0'::text, json_build_object('customer', json_build_object('name', ("g"."d0")::text), 'orderCount', "g"."a0")::text
  from "g"
  order by "g"."a1" desc nulls last, "g"."d0" asc nulls last
  limit $3::bigint
)
union all (
  select '1'::text, json_build_object('customer', json_build_object('name', ("g"."d0")::text), 'orderCount', "g"."a0")::text
  from "g"
  order by "g"."a2" asc nulls last, "g"."d0" desc nulls last
  limit $4::bigint
);
