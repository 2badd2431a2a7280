with "b1" as materialized (
  select count(distinct ("t2"."customer_id")) as "a0", count(distinct ("t2"."customer_id")) filter (where exists (
    select 1
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $1
    ) "t3"
    left join (
      select *
      from "trade"."customers" "s"
      where "s"."tenant_id" = $2
    ) "t4" on "t4"."customer_id" = "t3"."customer_id"
    where (("t4"."customer_id") = ("t2"."customer_id")) and (("t3"."placed_at" between "t0"."seen_at" and (((("t0"."seen_at")::timestamptz at time zone $3) + ($4)::interval) at time zone $3))) and ("t3"."status" = 'PAID')
  )) as "a1", 0 as "set"
  from (
    select *
    from "trade"."visits" "s"
    where "s"."tenant_id" = $5
  ) "t0"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $6
  ) "t2" on "t2"."customer_id" = "t0"."customer_id"
  where (("t0"."seen_at" >= $7::timestamptz) and ("t0"."seen_at" < $8::timestamptz))
), "b6" as materialized (
  select count(distinct ("t7"."customer_id")) filter (where exists (
    select 1
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $9
    ) "t8"
    left join (
      select *
      from "trade"."customers" "s"
      where "s"."tenant_id" = $10
    ) "t9" on "t9"."customer_id" = "t8"."customer_id"
    where (("t9"."customer_id") = ("t7"."customer_id")) and (("t8"."placed_at" between "t5"."seen_at" and (((("t5"."seen_at")::timestamptz at time zone $11) + ($12)::interval) at time zone $11))) and ("t8"."status" = 'PAID')
  )) as "a2", count(*) as "a3", 0 as "set"
  from (
    select *
    from "trade"."visits" "s"
    where "s"."tenant_id" = $13
  ) "t5"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $14
  ) "t7" on "t7"."customer_id" = "t5"."customer_id"
  where (((((("t5"."seen_at")::timestamptz at time zone $15) - ($16)::interval) at time zone $15) >= $17::timestamptz) and ((((("t5"."seen_at")::timestamptz at time zone $18) - ($19)::interval) at time zone $18) < $20::timestamptz)) and ("t5"."seen_at" >= (((((((($21::timestamptz)::timestamptz at time zone $22) + ($23)::interval) at time zone $22))::timestamptz at time zone $24) - ($25)::interval) at time zone $24)) and ("t5"."seen_at" < (((((((($26::timestamptz)::timestamptz at time zone $27) + ($28)::interval) at time zone $27))::timestamptz at time zone $29) + ($30)::interval) at time zone $29))
), "g" as materialized (
  select "set", coalesce(max("a0"), 0) as "a0", coalesce(max("a1"), 0) as "a1", coalesce(max("a2"), 0) as "a2", coalesce(max("a3"), 0) as "a3"
  from (
    select "set", "a0", "a1", (
      select "a2"
      from "b6"
      where false
    ), (
      select "a3"
      from "b6"
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
    ), "a2", "a3"
    from "b6"
  ) "u"
  group by 1
) (
  select '0'::text, json_build_object('visitors', "g"."a0", 'converted', "g"."a1", 'before', "g"."a2", 'visitsBefore', "g"."a3")::text
  from "g"
  where "set" = 0
);
