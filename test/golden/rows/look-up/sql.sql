select json_build_object('id', ("t0"."customer_id")::text, 'name', ("t0"."name")::text, 'plan', ("t0"."plan")::text, 'referrer', case when "t1"."customer_id" is not null then json_build_object('name', ("t1"."name")::text, 'referrer', case when "t2"."customer_id" is not null then json_build_object('name', ("t2"."name")::text) end) end)::text
from (
  select *
  from "trade"."customers" "s"
  where "s"."tenant_id" = $1
) "t0"
left join (
  select *
  from "trade"."customers" "s"
  where "s"."tenant_id" = $2
) "t1" on "t1"."customer_id" = "t0"."referrer_id"
left join (
  select *
  from "trade"."customers" "s"
  where "s"."tenant_id" = $3
) "t2" on "t2"."customer_id" = "t1"."referrer_id"
where (("t0"."customer_id" = $4));
