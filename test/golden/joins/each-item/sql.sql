with "b1" as materialized (
  select "e2"."e0" as "d0", count(*) as "a0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a1", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  left join (
    select distinct "t3"."order_id" as "k0", "t4"."category" as "e0"
    from (
      select "s".*
      from "trade"."order_items" "s"
      where exists (
        select 1
        from "trade"."orders" "p0"
        where "p0"."order_id" = "s"."order_id" and "p0"."tenant_id" = $2
      )
    ) "t3"
    left join "trade"."products" "t4" on "t4"."sku" = "t3"."sku"
  ) "e2" on "e2"."k0" = "t0"."order_id"
  group by 1
), "b6" as materialized (
  select count(*) as "a2", sum(("t5"."amount")) filter (where ("t5"."status" = 'PAID')) as "a3", 1 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $3
  ) "t5"
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", max("a1") as "a1", coalesce(max("a2"), 0) as "a2", max("a3") as "a3"
  from (
    select "set", "d0", "a0", "a1", (
      select "a2"
      from "b6"
      where false
    ), (
      select "a3"
      from "b6"
      where false
    )
    from "b1"
    union all
    select "set", (
      select "d0"
      from "b1"
      where false
    ), (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b1"
      where false
    ), "a2", "a3"
    from "b6"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('items', json_build_object('product', json_build_object('category', ("g"."d0")::text)), 'orderCount', "g"."a0", 'revenue', ("g"."a1")::text)::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $4::bigint
)
union all (
  select '1'::text, json_build_object('orderCount', "g"."a2", 'revenue', ("g"."a3")::text)::text
  from "g"
  where "set" = 1
);
