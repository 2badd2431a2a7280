select json_build_object('label', ("t1"."label")::text, 'billed', "c4"."json", 'shipped', "c7"."json")::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."address_id" as "sluice_o0"
  from (
    select *
    from "trade"."addresses" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  order by "t0"."address_id" asc
  limit $2::bigint
) "t1"
left join lateral (
  select json_build_object('totalCount', (
    select count(*)::int
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $3
    ) "t2"
    where "t2"."billing_id" = "t1"."address_id" and ("t2"."channel" = $4)
  )) as "json"
) "c4" on true
left join lateral (
  select json_build_object('totalCount', (
    select count(*)::int
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $5
    ) "t5"
    where "t5"."shipping_id" = "t1"."address_id" and ("t5"."channel" = $6)
  )) as "json"
) "c7" on true
order by "t1"."sluice_o0" asc;
