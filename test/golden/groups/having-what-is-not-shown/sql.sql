select '0'::text, json_build_object('customer', json_build_object('name', ("g"."d0")::text), 'orderCount', "g"."a0")::text
from (
  select "t2"."name" as "d0", count(*) as "a0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a1", max(("t0"."amount")) as "a2", count(distinct ("t2"."customer_id")) as "a3"
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
) "g"
where (("g"."a1" is null) or (("g"."a2" < $3::numeric) and ((("g"."a3" = $4::integer)) is not true)))
order by "g"."d0" asc nulls last
limit $5::bigint;
