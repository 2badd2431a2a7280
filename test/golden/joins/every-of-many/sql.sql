select '0'::text, json_build_object('plan', ("g"."d0")::text, 'customerCount', "g"."a0", 'averageScore', ("g"."a1")::text)::text
from (
  select "t0"."plan" as "d0", count(*) as "a0", avg(("t0"."score")) as "a1"
  from (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where ((exists (
    select 1
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $2
    ) "t1"
    where "t1"."customer_id" = "t0"."customer_id" and ((("t1"."status" = $3)) is not true)
  )) is not true)
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $4::bigint;
