with "b1" as materialized (
  select date_trunc('day', ("t0"."due_on")::date::timestamp)::date as "d0", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where ("t0"."due_on" >= $2::date)
  group by date_trunc('day', ("t0"."due_on")::date::timestamp)::date
), "p3" as materialized (
  select "p3".*
  from (
    select distinct "d0" as "at"
    from "b1"
    where "set" = 0
  ) "r4"
  cross join lateral (
    select "at"::date as "start", ("at" + interval '1 day')::date as "next"
    from generate_series(date_trunc('day', (case when isfinite(("r4"."at")::date) then ("r4"."at")::date end)::timestamp), date_trunc('day', (case when isfinite(("r4"."at")::date) then ("r4"."at")::date end)::timestamp), interval '1 day') "s"("at")
  ) "p3"
), "b5" as materialized (
  select "p3"."start" as "d0", sum("j"."a1") as "a1", 0 as "set"
  from (
    select date_trunc('day', ("t2"."due_on")::date::timestamp)::date as "day", count(*) as "a1"
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $3
    ) "t2"
    group by date_trunc('day', ("t2"."due_on")::date::timestamp)::date
  ) "j"
  join "p3" on ("j"."day" < "p3"."next") and ("j"."day" >= date_trunc('month', ((("p3"."next")::date - ($4)::interval)::date)::date::timestamp)::date)
  group by 1
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", coalesce(max("a1"), 0) as "a1", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", (
      select "a1"
      from "b5"
      where false
    ), true as "own", false as "moved"
    from "b1"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), "a1", false as "own", false as "moved"
    from "b5"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('dueOn', (case when isfinite(("g"."d0")::date) then ("g"."d0")::date::text end), 'orderCount', "g"."a0", 'dueThisMonth', "g"."a1")::text
  from (
    select *
    from "g"
    where "set" in (0) and ("own")
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $5::bigint
);
