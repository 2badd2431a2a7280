with "b1" as materialized (
  select count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
), "b3" as materialized (
  select count(*) as "a1", 0 as "set"
  from (
    select *
    from "trade"."visits" "s"
    where "s"."tenant_id" = $2
  ) "t2"
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

select (case when isfinite((min("at"))::timestamptz) then replace(((min("at"))::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end)::text, bool_and("fresh")::text
from (
  select max("t4"."loaded_at") as "at", max("t4"."loaded_at") >= (($1::timestamptz)::timestamptz - ($2)::interval) as "fresh"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $3
  ) "t4"
  union all
  select max("t5"."loaded_at") as "at", max("t5"."loaded_at") >= (((($4::timestamptz)::timestamptz at time zone $5) - ($6)::interval) at time zone $5) as "fresh"
  from (
    select *
    from "trade"."visits" "s"
    where "s"."tenant_id" = $7
  ) "t5"
) "m";
