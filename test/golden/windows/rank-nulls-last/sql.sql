with "g" as materialized (
  select "t0"."status" as "d0", sum(("t0"."amount")) filter (where ("t2"."plan" = 'PRO')) as "a0", 0 as "set"
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
  select '0'::text, json_build_object('status', ("g"."d0")::text, 'first', ("g"."w0")::text, 'last', ("g"."w1")::text)::text
  from (
    select "g".*, rank() over (partition by "set" order by "g"."a0" asc nulls last) as "w0", rank() over (partition by "set" order by "g"."a0" desc nulls last) as "w1"
    from "g"
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $3::bigint
);
