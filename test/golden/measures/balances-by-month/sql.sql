with "b1" as materialized (
  select "i"."d0", sum("i"."v0") as "a0", 0 as "set"
  from (
    select date_trunc('month', ("t0"."day")::date::timestamp)::date as "d0", ((array_agg(("t0"."balance") order by "t0"."day" desc nulls last))[1]) as "v0"
    from (
      select *
      from "trade"."balances" "s"
      where "s"."tenant_id" = $1
    ) "t0"
    group by date_trunc('month', ("t0"."day")::date::timestamp)::date, "t0"."wallet"
  ) "i"
  group by "i"."d0"
), "b3" as materialized (
  select date_trunc('month', ("t2"."day")::date::timestamp)::date as "d0", count(*) as "a1", case grouping(date_trunc('month', ("t2"."day")::date::timestamp)::date) when 0 then 0 when 1 then 1 end as "set"
  from (
    select *
    from "trade"."balances" "s"
    where "s"."tenant_id" = $2
  ) "t2"
  group by grouping sets ((date_trunc('month', ("t2"."day")::date::timestamp)::date), ())
), "b5" as materialized (
  select sum("i"."v0") as "a2", 1 as "set"
  from (
    select ((array_agg(("t4"."balance") order by "t4"."day" desc nulls last))[1]) as "v0"
    from (
      select *
      from "trade"."balances" "s"
      where "s"."tenant_id" = $3
    ) "t4"
    group by "t4"."wallet"
  ) "i"
), "g" as materialized (
  select "set", "d0", max("a0") as "a0", coalesce(max("a1"), 0) as "a1", max("a2") as "a2"
  from (
    select "set", "d0", "a0", (
      select "a1"
      from "b3"
      where false
    ), (
      select "a2"
      from "b5"
      where false
    )
    from "b1"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), "a1", (
      select "a2"
      from "b5"
      where false
    )
    from "b3"
    union all
    select "set", (
      select "d0"
      from "b1"
      where false
    ), (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b3"
      where false
    ), "a2"
    from "b5"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('day', (case when isfinite(("g"."d0")::date) then ("g"."d0")::date::text end), 'held', ("g"."a0")::text, 'entries', "g"."a1")::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $4::bigint
)
union all (
  select '1'::text, json_build_object('held', ("g"."a2")::text, 'entries', "g"."a1")::text
  from "g"
  where "set" = 1
);
