select '0'::text, json_build_object('device', ("g"."d0")::text, 'medianTicks', ("g"."a0")::text, 'medianValue', (case when ("g"."a1")::float8 not in ('NaN', 'Infinity', '-Infinity') then "g"."a1" end), 'lowerQuarter', (case when ("g"."a2")::float8 not in ('NaN', 'Infinity', '-Infinity') then "g"."a2" end))::text
from (
  select "t0"."device" as "d0", (
    select case when "low" = "high" then "low" * 1::numeric else "low" + ("high" * 1::numeric - "low") * "part" end
    from (
      select "all"[floor("at")::int + 1], "all"[ceil("at")::int + 1], "at" - floor("at")
      from (
        select "all", '0.5'::numeric * (cardinality("all") - 1)
        from (
          select array_agg(("t0"."ticks") order by ("t0"."ticks")) filter (where ("t0"."ticks") is not null)
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
          select array_agg(("t0"."value") order by ("t0"."value")) filter (where ("t0"."value") is not null)
          offset 0
        ) "s"("all")
      ) "p"("all", "at")
    ) "n"("low", "high", "part")
  ) as "a1", (
    select case when "low" = "high" then "low" * 1::numeric else "low" + ("high" * 1::numeric - "low") * "part" end
    from (
      select "all"[floor("at")::int + 1], "all"[ceil("at")::int + 1], "at" - floor("at")
      from (
        select "all", '0.25'::numeric * (cardinality("all") - 1)
        from (
          select array_agg(("t0"."value") order by ("t0"."value")) filter (where ("t0"."value") is not null)
          offset 0
        ) "s"("all")
      ) "p"("all", "at")
    ) "n"("low", "high", "part")
  ) as "a2"
  from (
    select *
    from "trade"."readings" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $2::bigint;
