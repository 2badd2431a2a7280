select '0'::text, json_build_object('tagged', json_build_object('tag', json_build_object('name', ("g"."d0")::text)), 'orderCount', "g"."a0", 'buyers', "g"."a1")::text
from (
  select "e2"."e0" as "d0", count(*) as "a0", count(distinct ("t5"."customer_id")) as "a1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $2
  ) "t5" on "t5"."customer_id" = "t0"."customer_id"
  left join (
    select distinct "t3"."order_id" as "k0", "t4"."name" as "e0"
    from (
      select *
      from "trade"."order_tags" "s"
      where "s"."tenant_id" = $3
    ) "t3"
    left join (
      select *
      from "trade"."tags" "s"
      where "s"."tenant_id" = $4
    ) "t4" on "t4"."tag_id" = "t3"."tag_id"
  ) "e2" on "e2"."k0" = "t0"."order_id"
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $5::bigint;
