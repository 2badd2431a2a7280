with "b1" as materialized (
  select "t0"."channel" as "d0", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where ("t0"."placed_at" < $2::timestamptz)
  group by 1
), "b3" as materialized (
  select "t2"."channel" as "d0", count(*) as "a1", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $3
  ) "t2"
  group by 1
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", coalesce(max("a1"), 0) as "a1", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", (
      select "a1"
      from "b3"
      where false
    ), false as "own", false as "moved"
    from "b1"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), "a1", true as "own", false as "moved"
    from "b3"
  ) "u"
  group by 1, 2
), "k0" as materialized (
  select *, "place" > 0 + $4::bigint as "rest"
  from (
    select "g".*, row_number() over (order by "g"."a0" desc nulls last, "g"."d0" asc nulls last) as "place"
    from (
      select *
      from "g"
      where "set" in (0) and ("own")
    ) "g"
    where "set" = 0
  ) "r"
), "b5" as materialized (
  select count(*) as "a2"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $5
  ) "t4"
  where ("t4"."placed_at" < $6::timestamptz) and ((row("t4"."channel")::text) in (
    select (row("d0")::text)
    from "k0"
    where "rest"
  ))
) (
  select '0'::text, json_build_object('_others', false, 'channel', ("g"."d0")::text, 'ordersEver', "g"."a0", 'orderCount', "g"."a1")::text
  from "k0" "g"
  where not "rest" and "place" > 0
  order by "place"
)
union all (
  select '0'::text, json_build_object('_others', true, 'channel', (null)::text, 'ordersEver', "g"."a2", 'orderCount', "g"."a1")::text
  from (
    select *
    from "b5"
    cross join (
      select coalesce(sum("a1"), 0) as "a1"
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
