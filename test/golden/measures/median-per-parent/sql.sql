select json_build_object('name', ("t1"."name")::text, 'orderMetrics', json_build_object('medianAmount', ("b3"."a0")::text, 'highAmount', ("b3"."a1")::text, 'ordersEver', "b5"."a2"))::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."customer_id" as "sluice_o0"
  from (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where exists (
    select 1
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $2
    ) "t6"
    where "t6"."customer_id" = "t0"."customer_id" and true
  )
  order by "t0"."customer_id" asc
  limit $3::bigint
) "t1"
left join lateral (
  select (
    select case when "low" = "high" then "low" * 1::numeric else "low" + ("high" * 1::numeric - "low") * "part" end
    from (
      select "all"[floor("at")::int + 1], "all"[ceil("at")::int + 1], "at" - floor("at")
      from (
        select "all", '0.5'::numeric * (cardinality("all") - 1)
        from (
          select array_agg(("t2"."amount") order by ("t2"."amount")) filter (where ("t2"."amount") is not null)
          offset 0
        ) "s"("all")
      ) "p"("all", "at")
    ) "n"("low", "high", "part")
  ) as "a0", (
    select case when "low" = "high" then "low" * 1::numeric else "low" + ("high" * 1::numeric - "low") * "part" end
    from (
      select "all"[floor("at")::int + 1], "all"[ceil("at")::int + 1], "at" - floor("at")
      from (
        select "all", '0.9'::numeric * (cardinality("all") - 1)
        from (
          select array_agg(("t2"."amount") order by ("t2"."amount")) filter (where ("t2"."amount") is not null)
          offset 0
        ) "s"("all")
      ) "p"("all", "at")
    ) "n"("low", "high", "part")
  ) as "a1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $4
  ) "t2"
  where "t2"."customer_id" = "t1"."customer_id"
) "b3" on true
left join lateral (
  select count(*) as "a2"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $5
  ) "t4"
  where "t4"."customer_id" = "t1"."customer_id" and ("t4"."placed_at" < $6::timestamptz)
) "b5" on true
order by "t1"."sluice_o0" asc;
