with "g" as materialized (
  select "t0"."channel" as "d0", count(distinct ("t2"."customer_id")) as "a0", count(*) as "a1", case grouping("t0"."channel") when 0 then 0 when 1 then 1 end as "set"
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
  select '0'::text, json_build_object('channel', ("g"."d0")::text, 'buyers', "g"."a0", 'orderCount', "g"."a1")::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $3::bigint
)
union all (
  select '1'::text, json_build_object('buyers', "g"."a0")::text
  from "g"
  where "set" = 1
);
