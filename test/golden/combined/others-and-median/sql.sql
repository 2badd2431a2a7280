with "g" as materialized (
  select "t0"."channel" as "d0", (
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
  ) as "a0", count(distinct ("t2"."customer_id")) as "a1", count(*) filter (where ("t0"."status" = 'PAID')) as "a2", count(*) as "a3", 0 as "set"
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
), "k0" as materialized (
  select *, "place" > 0 + $3::bigint as "rest"
  from (
    select "g".*, row_number() over (order by "g"."a3" desc nulls last, "g"."d0" asc nulls last) as "place"
    from "g"
    where "set" = 0
  ) "r"
), "b4" as materialized (
  select (
    select case when "low" = "high" then "low" * 1::numeric else "low" + ("high" * 1::numeric - "low") * "part" end
    from (
      select "all"[floor("at")::int + 1], "all"[ceil("at")::int + 1], "at" - floor("at")
      from (
        select "all", '0.5'::numeric * (cardinality("all") - 1)
        from (
          select array_agg(("t3"."amount") order by ("t3"."amount")) filter (where ("t3"."amount") is not null)
          offset 0
        ) "s"("all")
      ) "p"("all", "at")
    ) "n"("low", "high", "part")
  ) as "a4", count(distinct ("t5"."customer_id")) as "a5"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $4
  ) "t3"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $5
  ) "t5" on "t5"."customer_id" = "t3"."customer_id"
  where ((row("t3"."channel")::text) in (
    select (row("d0")::text)
    from "k0"
    where "rest"
  ))
) (
  select '0'::text, json_build_object('_others', false, 'channel', ("g"."d0")::text, 'medianAmount', ("g"."a0")::text, 'buyers', "g"."a1", 'paidShare', ((("g"."a2")::numeric / nullif(("g"."a3")::numeric, 0)))::text)::text
  from "k0" "g"
  where not "rest" and "place" > 0
  order by "place"
)
union all (
  select '0'::text, json_build_object('_others', true, 'channel', (null)::text, 'medianAmount', ("g"."a4")::text, 'buyers', "g"."a5", 'paidShare', ((("g"."a2")::numeric / nullif(("g"."a3")::numeric, 0)))::text)::text
  from (
    select *
    from "b4"
    cross join (
      select coalesce(sum("a2"), 0) as "a2", coalesce(sum("a3"), 0) as "a3"
      from "k0"
      where "rest"
    ) "sums"
  ) "g"
  where exists (
    select 1
    from "k0"
    where "rest"
  )
);
