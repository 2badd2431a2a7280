select json_build_object('name', ("t1"."name")::text)::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."customer_id" as "sluice_o0"
  from (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $2
  ) "t2" on "t2"."customer_id" = "t0"."referrer_id"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $3
  ) "t3" on "t3"."customer_id" = "t2"."referrer_id"
  where (("t3"."plan" = $4) or exists (
    select 1
    from (
      select *
      from "trade"."customers" "s"
      where "s"."tenant_id" = $5
    ) "t4"
    where "t4"."referrer_id" = "t0"."customer_id" and exists (
      select 1
      from (
        select *
        from "trade"."orders" "s"
        where "s"."tenant_id" = $6
      ) "t5"
      where "t5"."customer_id" = "t4"."customer_id" and ("t5"."channel" = $7)
    )
  ))
  order by "t0"."customer_id" asc
  limit $8::bigint
) "t1"
order by "t1"."sluice_o0" asc;
