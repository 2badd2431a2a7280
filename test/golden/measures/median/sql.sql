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
  ) as "a0", (
    select case when "low" = "high" then "low" * 1::numeric else "low" + ("high" * 1::numeric - "low") * "part" end
    from (
      select "all"[floor("at")::int + 1], "all"[ceil("at")::int + 1], "at" - floor("at")
      from (
        select "all", '0.5'::numeric * (cardinality("all") - 1)
        from (
          select array_agg(("t0"."amount") order by ("t0"."amount")) filter (where ("t0"."amount") is not null and (("t0"."status" = 'PAID')))
          offset 0
        ) "s"("all")
      ) "p"("all", "at")
    ) "n"("low", "high", "part")
  ) as "a1", case grouping("t0"."channel") when 0 then 0 when 1 then 1 end as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  group by grouping sets ((1), ())
) (
  select '0'::text, json_build_object('channel', ("g"."d0")::text, 'medianAmount', ("g"."a0")::text)::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $2::bigint
)
union all (
  select '1'::text, json_build_object('medianAmount', ("g"."a0")::text, 'medianPaid', ("g"."a1")::text)::text
  from "g"
  where "set" = 1
);
