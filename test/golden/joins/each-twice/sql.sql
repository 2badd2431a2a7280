select '0'::text, json_build_object('items', json_build_object('sku', ("g"."d0")::text), 'tagged', json_build_object('tag', json_build_object('name', ("g"."d1")::text)), 'orderCount', "g"."a0", 'revenue', ("g"."a1")::text)::text
from (
  select "e2"."e0" as "d0", "e4"."e0" as "d1", count(*) as "a0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  left join (
    select distinct "t3"."order_id" as "k0", "t3"."sku" as "e0"
    from (
      select "s".*
      from "trade"."order_items" "s"
      where exists (
        select 1
        from "trade"."orders" "p0"
        where "p0"."order_id" = "s"."order_id" and "p0"."tenant_id" = $2
      )
    ) "t3"
  ) "e2" on "e2"."k0" = "t0"."order_id"
  left join (
    select distinct "t5"."order_id" as "k0", "t6"."name" as "e0"
    from (
      select *
      from "trade"."order_tags" "s"
      where "s"."tenant_id" = $3
    ) "t5"
    left join (
      select *
      from "trade"."tags" "s"
      where "s"."tenant_id" = $4
    ) "t6" on "t6"."tag_id" = "t5"."tag_id"
  ) "e4" on "e4"."k0" = "t0"."order_id"
  where ("t0"."placed_at" < $5::timestamptz)
  group by 1, 2
) "g"
order by "g"."d0" asc nulls last, "g"."d1" asc nulls last
limit $6::bigint;
