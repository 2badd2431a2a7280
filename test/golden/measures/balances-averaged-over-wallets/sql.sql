with "b1" as materialized (
  select "i"."d0", avg("i"."v0") as "a0", max("i"."v1") as "a1", sum("i"."v2") as "a2", 0 as "set"
  from (
    select "t2"."plan" as "d0", ((array_agg(("t0"."balance") order by "t0"."day" desc nulls last))[1]) as "v0", ((array_agg(("t0"."balance") order by "t0"."day" desc nulls last))[1]) as "v1", ((array_agg(("t0"."balance") order by "t0"."day" desc nulls last))[1]) as "v2"
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
    group by 1, "t0"."wallet"
  ) "i"
  group by "i"."d0"
), "b4" as materialized (
  select avg("i"."v0") as "a3", max("i"."v1") as "a4", 1 as "set"
  from (
    select ((array_agg(("t3"."balance") order by "t3"."day" desc nulls last))[1]) as "v0", ((array_agg(("t3"."balance") order by "t3"."day" desc nulls last))[1]) as "v1"
    from (
      select *
      from "trade"."balances" "s"
      where "s"."tenant_id" = $3
    ) "t3"
    group by "t3"."wallet"
  ) "i"
), "g" as materialized (
  select "set", "d0", max("a0") as "a0", max("a1") as "a1", max("a2") as "a2", max("a3") as "a3", max("a4") as "a4"
  from (
    select "set", "d0", "a0", "a1", "a2", (
      select "a3"
      from "b4"
      where false
    ), (
      select "a4"
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
    ), (
      select "a2"
      from "b1"
      where false
    ), "a3", "a4"
    from "b4"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('customer', json_build_object('plan', ("g"."d0")::text), 'perWallet', ("g"."a0")::text, 'fullest', ("g"."a1")::text, 'held', ("g"."a2")::text)::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $4::bigint
)
union all (
  select '1'::text, json_build_object('perWallet', ("g"."a3")::text, 'fullest', ("g"."a4")::text)::text
  from "g"
  where "set" = 1
);
