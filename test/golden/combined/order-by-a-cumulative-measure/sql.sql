with "b1" as materialized (
  select "t0"."channel" as "d0", count(*) as "a0", (
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
  ) as "a2", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  group by 1
), "b3" as materialized (
  select "t2"."channel" as "d0", count(*) as "a1", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t2"
  where ("t2"."placed_at" < $3::timestamptz)
  group by 1
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", max("a2") as "a2", coalesce(max("a1"), 0) as "a1", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", "a2", (
      select "a1"
      from "b3"
      where false
    ), true as "own", false as "moved"
    from "b1"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a2"
      from "b1"
      where false
    ), "a1", false as "own", false as "moved"
    from "b3"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('channel', ("g"."d0")::text, 'orderCount', "g"."a0")::text
  from (
    select *
    from "g"
    where "set" in (0) and ("own")
  ) "g"
  where "set" = 0 and ("g"."a1" >= $4::integer)
  order by "g"."a2" desc nulls last, "g"."d0" asc nulls last
  limit $5::bigint
);
