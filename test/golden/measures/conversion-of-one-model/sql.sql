with "g" as materialized (
  select "t2"."plan" as "d0", count(distinct ("t2"."customer_id")) filter (where (("t0"."status" = 'PENDING') and exists (
    select 1
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $1
    ) "t3"
    left join (
      select *
      from "trade"."customers" "s"
      where "s"."tenant_id" = $2
    ) "t4" on "t4"."customer_id" = "t3"."customer_id"
    where (("t4"."customer_id") = ("t2"."customer_id")) and (("t3"."placed_at" between "t0"."placed_at" and (((("t0"."placed_at")::timestamptz at time zone $3) + ($4)::interval) at time zone $3))) and ("t3"."status" = 'PAID')
  ))) as "a0", count(*) as "a1", case grouping("t2"."plan") when 0 then 0 when 1 then 1 end as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $5
  ) "t0"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $6
  ) "t2" on "t2"."customer_id" = "t0"."customer_id"
  group by grouping sets ((1), ())
) (
  select '0'::text, json_build_object('customer', json_build_object('plan', ("g"."d0")::text), 'recovered', "g"."a0", 'orderCount', "g"."a1")::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $7::bigint
)
union all (
  select '1'::text, json_build_object('recovered', "g"."a0", 'orderCount', "g"."a1")::text
  from "g"
  where "set" = 1
);
