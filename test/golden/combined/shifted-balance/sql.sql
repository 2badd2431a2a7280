with "b1" as materialized (
  select "i"."d0", sum("i"."v0") as "a0", 0 as "set"
  from (
    select date_trunc('month', ("t0"."day")::date::timestamp)::date as "d0", ((array_agg(("t0"."balance") order by "t0"."day" desc nulls last))[1]) as "v0"
    from (
      select *
      from "trade"."balances" "s"
      where "s"."tenant_id" = $1
    ) "t0"
    where (("t0"."day" between $2::date and $3::date))
    group by date_trunc('month', ("t0"."day")::date::timestamp)::date, "t0"."wallet"
  ) "i"
  group by "i"."d0"
), "b3" as materialized (
  select "i"."d0", sum("i"."v0") as "a1", 0 as "set"
  from (
    select date_trunc('month', ((("t2"."day")::date - ($4)::interval)::date)::date::timestamp)::date as "d0", ((array_agg(("t2"."balance") order by "t2"."day" desc nulls last))[1]) as "v0"
    from (
      select *
      from "trade"."balances" "s"
      where "s"."tenant_id" = $5
    ) "t2"
    where (((("t2"."day")::date - ($6)::interval)::date between $7::date and $8::date))
    group by date_trunc('month', ((("t2"."day")::date - ($4)::interval)::date)::date::timestamp)::date, "t2"."wallet"
  ) "i"
  group by "i"."d0"
), "g" as materialized (
  select "set", "d0", max("a0") as "a0", max("a1") as "a1", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", (
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
    ), "a1", false as "own", true as "moved"
    from "b3"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('day', (case when isfinite(("g"."d0")::date) then ("g"."d0")::date::text end), 'held', ("g"."a0")::text, 'monthBefore', ("g"."a1")::text)::text
  from (
    select *
    from (
      select *, min("d0") filter (where "own") over (partition by "set") as "min", max("d0") filter (where "own") over (partition by "set") as "max"
      from "g"
      where "set" in (0)
    ) "g"
    where "own" or ("moved" and "d0" between "min" and "max")
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $9::bigint
);
