with "b1" as materialized (
  select count(*) as "a0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a1", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where ("t0"."placed_at" < $2::timestamptz)
), "b3" as materialized (
  select count(*) as "a2", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $3
  ) "t2"
  where ("t2"."placed_at" < $4::timestamptz) and ("t2"."placed_at" >= (((($5::timestamptz)::timestamptz at time zone $6) - ($7)::interval) at time zone $6))
), "b5" as materialized (
  select count(*) as "a3", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $8
  ) "t4"
  where (("t4"."placed_at" >= $9::timestamptz) and ("t4"."placed_at" < $10::timestamptz))
), "g" as materialized (
  select "set", coalesce(max("a0"), 0) as "a0", max("a1") as "a1", coalesce(max("a2"), 0) as "a2", coalesce(max("a3"), 0) as "a3"
  from (
    select "set", "a0", "a1", (
      select "a2"
      from "b3"
      where false
    ), (
      select "a3"
      from "b5"
      where false
    )
    from "b1"
    union all
    select "set", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b1"
      where false
    ), "a2", (
      select "a3"
      from "b5"
      where false
    )
    from "b3"
    union all
    select "set", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b1"
      where false
    ), (
      select "a2"
      from "b3"
      where false
    ), "a3"
    from "b5"
  ) "u"
  group by 1
) (
  select '0'::text, json_build_object('ordersEver', "g"."a0", 'revenueEver', ("g"."a1")::text, 'orders2Months', "g"."a2", 'orderCount', "g"."a3")::text
  from "g"
  where "set" = 0
);
