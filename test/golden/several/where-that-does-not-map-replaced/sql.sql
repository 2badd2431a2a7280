with "b1" as materialized (
  select count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where ("t0"."channel" = $2)
), "b3" as materialized (
  select count(*) as "a1", 0 as "set"
  from (
    select *
    from "trade"."visits" "s"
    where "s"."tenant_id" = $3
  ) "t2"
  where ("t2"."source" = $4)
), "g" as materialized (
  select "set", coalesce(max("a0"), 0) as "a0", coalesce(max("a1"), 0) as "a1"
  from (
    select "set", "a0", (
      select "a1"
      from "b3"
      where false
    )
    from "b1"
    union all
    select "set", (
      select "a0"
      from "b1"
      where false
    ), "a1"
    from "b3"
  ) "u"
  group by 1
) (
  select '0'::text, json_build_object('orderMetrics', json_build_object('orderCount', "g"."a0"), 'visitMetrics', json_build_object('visitCount', "g"."a1"))::text
  from "g"
  where "set" = 0
);
