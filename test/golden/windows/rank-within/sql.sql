with "g" as materialized (
  select "t0"."channel" as "d0", "t2"."plan" as "d1", count(*) as "a0", 0 as "set"
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
  group by 1, 2
) (
  select '0'::text, json_build_object('channel', ("g"."d0")::text, 'customer', json_build_object('plan', ("g"."d1")::text), 'orderCount', "g"."a0", 'place', "g"."w0")::text
  from (
    select "g".*, rank() over (partition by "set", "g"."d0" order by "g"."a0" desc nulls last) as "w0"
    from "g"
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last, "g"."a0" desc nulls last, "g"."d1" asc nulls last
  limit $3::bigint
);
