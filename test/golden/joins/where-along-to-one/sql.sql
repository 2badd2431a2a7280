select '0'::text, json_build_object('channel', ("g"."d0")::text, 'orderCount', "g"."a0")::text
from (
  select "t0"."channel" as "d0", count(*) as "a0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $2
  ) "t1" on "t1"."customer_id" = "t0"."customer_id"
  where ("t1"."region" = $3)
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $4::bigint;

select '0'::text, json_build_object('channel', ("g"."d0")::text, 'orderCount', "g"."a0")::text
from (
  select "t0"."channel" as "d0", count(*) as "a0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $2
  ) "t1" on "t1"."customer_id" = "t0"."customer_id"
  where ((("t1"."region" = $3)) is not true)
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $4::bigint;
