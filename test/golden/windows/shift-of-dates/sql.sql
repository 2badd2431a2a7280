with "b1" as materialized (
  select date_trunc('quarter', ("t0"."due_on")::date::timestamp)::date as "d0", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where (("t0"."due_on" between $2::date and $3::date))
  group by date_trunc('quarter', ("t0"."due_on")::date::timestamp)::date
), "b3" as materialized (
  select date_trunc('quarter', ((("t2"."due_on")::date - ($4)::interval)::date)::date::timestamp)::date as "d0", count(*) as "a1", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $5
  ) "t2"
  where (((("t2"."due_on")::date - ($6)::interval)::date between $7::date and $8::date))
  group by date_trunc('quarter', ((("t2"."due_on")::date - ($4)::interval)::date)::date::timestamp)::date
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", coalesce(max("a1"), 0) as "a1", bool_or("own") as "own", bool_or("moved") as "moved"
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
  select '0'::text, json_build_object('dueOn', (case when isfinite(("g"."d0")::date) then ("g"."d0")::date::text end), 'orderCount', "g"."a0", 'yearBefore', "g"."a1")::text
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
