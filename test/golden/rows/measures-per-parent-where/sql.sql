select json_build_object('name', ("t1"."name")::text, 'web', json_build_object('orderCount', "b3"."a0"), 'app', json_build_object('orderCount', "b5"."a0", 'revenue', ("b5"."a1")::text))::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."customer_id" as "sluice_o0"
  from (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where exists (
    select 1
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $2
    ) "t6"
    where "t6"."customer_id" = "t0"."customer_id" and true
  )
  order by "t0"."customer_id" asc
  limit $3::bigint
) "t1"
left join lateral (
  select count(*) as "a0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $4
  ) "t2"
  where "t2"."customer_id" = "t1"."customer_id" and ("t2"."channel" = $5)
) "b3" on true
left join lateral (
  select count(*) as "a0", sum(("t4"."amount")) filter (where ("t4"."status" = 'PAID')) as "a1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $6
  ) "t4"
  where "t4"."customer_id" = "t1"."customer_id" and ("t4"."channel" = $7)
) "b5" on true
order by "t1"."sluice_o0" asc;
