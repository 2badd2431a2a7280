select json_build_object('id', ("t1"."order_id")::text)::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."order_id" as "sluice_o0"
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
  where ((case when "t2"."customer_id" is not null then (coalesce("t2"."score" % 1000, 0) >= 50) end) = $3::boolean)
  order by "t0"."order_id" asc
  limit $4::bigint
) "t1"
order by "t1"."sluice_o0" asc;

select json_build_object('id', ("t1"."order_id")::text)::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."order_id" as "sluice_o0"
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
  where ((case when "t2"."customer_id" is not null then (coalesce("t2"."score" % 1000, 0) >= 50) end) = $3::boolean)
  order by "t0"."order_id" asc
  limit $4::bigint
) "t1"
order by "t1"."sluice_o0" asc;

select json_build_object('id', ("t1"."order_id")::text)::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."order_id" as "sluice_o0"
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
  where ((case when "t2"."customer_id" is not null then (coalesce("t2"."score" % 1000, 0) >= 50) end) is null)
  order by "t0"."order_id" asc
  limit $3::bigint
) "t1"
order by "t1"."sluice_o0" asc;
