select '0'::text, json_build_object('revenue', ("g"."a0")::text, 'orderCount', "g"."a1", 'buyers', "g"."a2", 'medianAmount', ("g"."a3")::text, 'averageOrder', ((("g"."a0")::numeric / nullif(("g"."a1")::numeric, 0)))::text)::text
from (
  select sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a0", count(*) as "a1", count(distinct ("t2"."customer_id")) as "a2", (
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
  ) as "a3"
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
  where ("t0"."channel" = $3)
) "g";

select '0'::text, json_build_object('revenue', ("g"."a0")::text, 'orderCount', "g"."a1", 'buyers', "g"."a2", 'medianAmount', ("g"."a3")::text, 'averageOrder', ((("g"."a0")::numeric / nullif(("g"."a1")::numeric, 0)))::text)::text
from (
  select sum(("t0"."amount")) filter (where (("t0"."status" = 'PAID') and ("t0"."channel" = $1))) as "a0", count(*) filter (where ("t0"."channel" = $2)) as "a1", count(distinct ("t2"."customer_id")) filter (where ("t0"."channel" = $3)) as "a2", (
    select case when "low" = "high" then "low" * 1::numeric else "low" + ("high" * 1::numeric - "low") * "part" end
    from (
      select "all"[floor("at")::int + 1], "all"[ceil("at")::int + 1], "at" - floor("at")
      from (
        select "all", '0.5'::numeric * (cardinality("all") - 1)
        from (
          select array_agg(("t0"."amount") order by ("t0"."amount")) filter (where ("t0"."amount") is not null and (("t0"."channel" = $4)))
          offset 0
        ) "s"("all")
      ) "p"("all", "at")
    ) "n"("low", "high", "part")
  ) as "a3"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $5
  ) "t0"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $6
  ) "t2" on "t2"."customer_id" = "t0"."customer_id"
) "g";
