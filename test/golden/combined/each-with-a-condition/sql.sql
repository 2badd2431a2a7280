select '0'::text, json_build_object('tagged', json_build_object('tag', json_build_object('id', ("g"."d0")::text)), 'orderCount', "g"."a0", 'revenue', ("g"."a1")::text)::text
from (
  select "e4"."e0" as "d0", count(*) as "a0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  left join (
    select distinct "t5"."order_id" as "k0", "t6"."tag_id" as "e0"
    from (
      select *
      from "trade"."order_tags" "s"
      where "s"."tenant_id" = $2
    ) "t5"
    left join (
      select *
      from "trade"."tags" "s"
      where "s"."tenant_id" = $3
    ) "t6" on "t6"."tag_id" = "t5"."tag_id"
  ) "e4" on "e4"."k0" = "t0"."order_id"
  where exists (
    select 1
    from (
      select *
      from "trade"."order_tags" "s"
      where "s"."tenant_id" = $4
    ) "t1"
    left join (
      select *
      from "trade"."tags" "s"
      where "s"."tenant_id" = $5
    ) "t2" on "t2"."tag_id" = "t1"."tag_id"
    where "t1"."order_id" = "t0"."order_id" and ("t2"."tag_id" = $6)
  )
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $7::bigint;
