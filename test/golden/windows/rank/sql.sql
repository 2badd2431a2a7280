with "g" as materialized (
  select "t0"."channel" as "d0", "t0"."status" as "d1", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  group by 1, 2
) (
  select '0'::text, json_build_object('channel', ("g"."d0")::text, 'status', ("g"."d1")::text, 'place', "g"."w0")::text
  from (
    select "g".*, rank() over (partition by "set" order by "g"."a0" desc nulls last) as "w0"
    from "g"
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last, "g"."d1" asc nulls last
  limit $2::bigint
);
