with "b1" as materialized (
  select "i"."d0", sum("i"."v0") as "a0", sum("i"."v1") as "a1", 0 as "set"
  from (
    select "t0"."wallet" as "d0", ((array_agg(("t0"."balance") order by "t0"."day" desc nulls last))[1]) as "v0", avg(("t0"."balance")) as "v1"
    from (
      select *
      from "trade"."balances" "s"
      where "s"."tenant_id" = $1
    ) "t0"
    group by 1, "t0"."wallet"
  ) "i"
  group by "i"."d0"
), "b3" as materialized (
  select "t2"."wallet" as "d0", count(*) as "a2", 0 as "set"
  from (
    select *
    from "trade"."balances" "s"
    where "s"."tenant_id" = $2
  ) "t2"
  group by 1
), "g" as materialized (
  select "set", "d0", max("a0") as "a0", max("a1") as "a1", coalesce(max("a2"), 0) as "a2"
  from (
    select "set", "d0", "a0", "a1", (
      select "a2"
      from "b3"
      where false
    )
    from "b1"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b1"
      where false
    ), "a2"
    from "b3"
  ) "u"
  group by 1, 2
), "k0" as materialized (
  select *, "place" > 0 + $3::bigint as "rest"
  from (
    select "g".*, row_number() over (order by "g"."a0" desc nulls last, "g"."d0" asc nulls last) as "place"
    from "g"
    where "set" = 0
  ) "r"
), "b5" as materialized (
  select sum("i"."v0") as "a3", sum("i"."v1") as "a4"
  from (
    select ((array_agg(("t4"."balance") order by "t4"."day" desc nulls last))[1]) as "v0", avg(("t4"."balance")) as "v1"
    from (
      select *
      from "trade"."balances" "s"
      where "s"."tenant_id" = $4
    ) "t4"
    where ((row("t4"."wallet")::text) in (
      select (row("d0")::text)
      from "k0"
      where "rest"
    ))
    group by "t4"."wallet"
  ) "i"
) (
  select '0'::text, json_build_object('_others', false, 'wallet', ("g"."d0")::text, 'held', ("g"."a0")::text, 'meanHeld', ("g"."a1")::text, 'entries', "g"."a2")::text
  from "k0" "g"
  where not "rest" and "place" > 0
  order by "place"
)
union all (
  select '0'::text, json_build_object('_others', true, 'wallet', (null)::text, 'held', ("g"."a3")::text, 'meanHeld', ("g"."a4")::text, 'entries', "g"."a2")::text
  from (
    select *
    from "b5"
    cross join (
      select coalesce(sum("a2"), 0) as "a2"
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
