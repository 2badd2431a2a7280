with "b1" as materialized (
  select "i"."d0", sum("i"."v0") as "a0", sum("i"."v1") as "a1", 0 as "set"
  from (
    select "t0"."wallet" as "d0", ((array_agg(("t0"."balance") order by "t0"."day" desc nulls last))[1]) as "v0", ((array_agg(("t0"."balance") order by "t0"."day" desc nulls last) filter (where ("t2"."plan" = 'PRO')))[1]) as "v1"
    from (
      select *
      from "trade"."balances" "s"
      where "s"."tenant_id" = $1
    ) "t0"
    left join (
      select *
      from "trade"."customers" "s"
      where "s"."tenant_id" = $2
    ) "t2" on "t2"."customer_id" = "t0"."customer_id"
    where ("t0"."day" <= $3::date)
    group by 1, "t0"."wallet"
  ) "i"
  group by "i"."d0"
), "b4" as materialized (
  select sum("i"."v0") as "a2", sum("i"."v1") as "a3", 1 as "set"
  from (
    select ((array_agg(("t3"."balance") order by "t3"."day" desc nulls last))[1]) as "v0", ((array_agg(("t3"."balance") order by "t3"."day" desc nulls last) filter (where ("t5"."plan" = 'PRO')))[1]) as "v1"
    from (
      select *
      from "trade"."balances" "s"
      where "s"."tenant_id" = $4
    ) "t3"
    left join (
      select *
      from "trade"."customers" "s"
      where "s"."tenant_id" = $5
    ) "t5" on "t5"."customer_id" = "t3"."customer_id"
    where ("t3"."day" <= $6::date)
    group by "t3"."wallet"
  ) "i"
), "g" as materialized (
  select "set", "d0", max("a0") as "a0", max("a1") as "a1", max("a2") as "a2", max("a3") as "a3"
  from (
    select "set", "d0", "a0", "a1", (
      select "a2"
      from "b4"
      where false
    ), (
      select "a3"
      from "b4"
      where false
    )
    from "b1"
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
      from "b1"
      where false
    ), "a2", "a3"
    from "b4"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('wallet', ("g"."d0")::text, 'held', ("g"."a0")::text, 'heldByPros', ("g"."a1")::text)::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $7::bigint
)
union all (
  select '1'::text, json_build_object('held', ("g"."a2")::text, 'heldByPros', ("g"."a3")::text)::text
  from "g"
  where "set" = 1
);
