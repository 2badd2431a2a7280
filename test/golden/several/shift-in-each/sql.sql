with "b1" as materialized (
  select "t2"."plan" as "d0", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $2
  ) "t2" on "t2"."customer_id" = "t0"."customer_id"
  where (("t0"."placed_at" >= $3::timestamptz) and ("t0"."placed_at" < $4::timestamptz))
  group by 1
), "b4" as materialized (
  select "t5"."plan" as "d0", count(*) as "a1", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $5
  ) "t3"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $6
  ) "t5" on "t5"."customer_id" = "t3"."customer_id"
  where (((((("t3"."placed_at")::timestamptz at time zone $7) - ($8)::interval) at time zone $7) >= $9::timestamptz) and ((((("t3"."placed_at")::timestamptz at time zone $10) - ($11)::interval) at time zone $10) < $12::timestamptz)) and ("t3"."placed_at" >= (((((((($13::timestamptz)::timestamptz at time zone $14) + ($15)::interval) at time zone $14))::timestamptz at time zone $16) - ($17)::interval) at time zone $16)) and ("t3"."placed_at" < (((((((($18::timestamptz)::timestamptz at time zone $19) + ($20)::interval) at time zone $19))::timestamptz at time zone $21) + ($22)::interval) at time zone $21))
  group by 1
), "b7" as materialized (
  select "t9"."plan" as "d0", count(*) as "a2", 0 as "set"
  from (
    select *
    from "trade"."refunds" "s"
    where "s"."tenant_id" = $23
  ) "t6"
  left join (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $24
  ) "t8" on "t8"."order_id" = "t6"."order_id"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $25
  ) "t9" on "t9"."customer_id" = "t8"."customer_id"
  where (("t6"."refunded_at" >= $26::timestamptz) and ("t6"."refunded_at" < $27::timestamptz))
  group by 1
), "b11" as materialized (
  select "t13"."plan" as "d0", sum(("t10"."amount")) as "a3", 0 as "set"
  from (
    select *
    from "trade"."refunds" "s"
    where "s"."tenant_id" = $28
  ) "t10"
  left join (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $29
  ) "t12" on "t12"."order_id" = "t10"."order_id"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $30
  ) "t13" on "t13"."customer_id" = "t12"."customer_id"
  where (((((("t10"."refunded_at")::timestamptz at time zone $31) - ($32)::interval) at time zone $31) >= $33::timestamptz) and ((((("t10"."refunded_at")::timestamptz at time zone $34) - ($35)::interval) at time zone $34) < $36::timestamptz)) and ("t10"."refunded_at" >= (((((((($37::timestamptz)::timestamptz at time zone $38) + ($39)::interval) at time zone $38))::timestamptz at time zone $40) - ($41)::interval) at time zone $40)) and ("t10"."refunded_at" < (((((((($42::timestamptz)::timestamptz at time zone $43) + ($44)::interval) at time zone $43))::timestamptz at time zone $45) + ($46)::interval) at time zone $45))
  group by 1
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", coalesce(max("a1"), 0) as "a1", coalesce(max("a2"), 0) as "a2", max("a3") as "a3", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", (
      select "a1"
      from "b4"
      where false
    ), (
      select "a2"
      from "b7"
      where false
    ), (
      select "a3"
      from "b11"
      where false
    ), true as "own", false as "moved"
    from "b1"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), "a1", (
      select "a2"
      from "b7"
      where false
    ), (
      select "a3"
      from "b11"
      where false
    ), false as "own", true as "moved"
    from "b4"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b4"
      where false
    ), "a2", (
      select "a3"
      from "b11"
      where false
    ), true as "own", false as "moved"
    from "b7"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b4"
      where false
    ), (
      select "a2"
      from "b7"
      where false
    ), "a3", false as "own", true as "moved"
    from "b11"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('customer', json_build_object('plan', ("g"."d0")::text), 'orderMetrics', json_build_object('orderCount', "g"."a0", 'before', "g"."a1"), 'refundMetrics', json_build_object('refundCount', "g"."a2", 'before', ("g"."a3")::text))::text
  from (
    select *
    from "g"
    where "set" in (0) and ("own" or "moved")
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $47::bigint
);
