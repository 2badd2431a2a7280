select '0'::text, json_build_object('items', json_build_object('product', json_build_object('category', ("g"."d0")::text)), 'medianAmount', ("g"."a0")::text, 'buyers', "g"."a1", 'averageOrder', ((("g"."a2")::numeric / nullif(("g"."a3")::numeric, 0)))::text)::text
from (
  select "e2"."e0" as "d0", (
    select case when "low" = "high" then "low" * 1::numeric else "low" + ("high" * 1::numeric - "low") * "part" end
    from (
      select "all"[floor("at")::int + 1], "all"[ceil("at")::int + 1], "at" - floor("at")
      from (
        select "all", '0.5'::numeric * (cardinality("all") - 1)
        from (
          select array_agg(("t0"."amount") order by ("t0"."amount")) filter (where ("t0"."amount") is not null)
          offset 0
        ) "s"("all")
      ) "p"("all", "at")
    ) "n"("low", "high", "part")
  ) as "a0", count(distinct ("t5"."customer_id")) as "a1", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a2", count(*) as "a3"
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
    select distinct "t3"."order_id" as "k0", "t4"."category" as "e0"
    from (
      select "s".*
      from "trade"."order_items" "s"
      where exists (
        select 1
        from "trade"."orders" "p0"
        where "p0"."order_id" = "s"."order_id" and "p0"."tenant_id" = $3
      )
    ) "t3"
    left join "trade"."products" "t4" on "t4"."sku" = "t3"."sku"
  ) "e2" on "e2"."k0" = "t0"."order_id"
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $4::bigint;
