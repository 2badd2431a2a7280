with "b1" as materialized (
  select least(date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", count(*) as "a0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a2", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  where (("t0"."placed_at" >= $3::timestamptz) and ("t0"."placed_at" < $4::timestamptz))
  group by date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1))
), "b3" as materialized (
  select least(date_trunc('quarter', (((((("t2"."placed_at")::timestamptz at time zone $5) - ($6)::interval) at time zone $5))::timestamptz at time zone $7)) at time zone $7, ((date_trunc('quarter', (((((("t2"."placed_at")::timestamptz at time zone $5) - ($6)::interval) at time zone $5))::timestamptz at time zone $7)) - interval '1 microsecond') at time zone $7) + interval '1 microsecond') as "d0", count(*) as "a1", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $8
  ) "t2"
  where (((((("t2"."placed_at")::timestamptz at time zone $9) - ($10)::interval) at time zone $9) >= $11::timestamptz) and ((((("t2"."placed_at")::timestamptz at time zone $12) - ($13)::interval) at time zone $12) < $14::timestamptz)) and ("t2"."placed_at" >= (((((((($15::timestamptz)::timestamptz at time zone $16) + ($17)::interval) at time zone $16))::timestamptz at time zone $18) - ($19)::interval) at time zone $18)) and ("t2"."placed_at" < (((((((($20::timestamptz)::timestamptz at time zone $21) + ($22)::interval) at time zone $21))::timestamptz at time zone $23) + ($24)::interval) at time zone $23))
  group by date_trunc('quarter', (((((("t2"."placed_at")::timestamptz at time zone $5) - ($6)::interval) at time zone $5))::timestamptz at time zone $7))
), "b5" as materialized (
  select least(date_trunc('quarter', (("t4"."refunded_at")::timestamptz at time zone $25)) at time zone $25, ((date_trunc('quarter', (("t4"."refunded_at")::timestamptz at time zone $25)) - interval '1 microsecond') at time zone $25) + interval '1 microsecond') as "d0", sum(("t4"."amount")) as "a3", case grouping(date_trunc('quarter', (("t4"."refunded_at")::timestamptz at time zone $25))) when 0 then 0 when 1 then 1 end as "set"
  from (
    select *
    from "trade"."refunds" "s"
    where "s"."tenant_id" = $26
  ) "t4"
  where (("t4"."refunded_at" >= $27::timestamptz) and ("t4"."refunded_at" < $28::timestamptz))
  group by grouping sets ((date_trunc('quarter', (("t4"."refunded_at")::timestamptz at time zone $25))), ())
), "b7" as materialized (
  select least(date_trunc('quarter', (((((("t6"."refunded_at")::timestamptz at time zone $29) - ($30)::interval) at time zone $29))::timestamptz at time zone $31)) at time zone $31, ((date_trunc('quarter', (((((("t6"."refunded_at")::timestamptz at time zone $29) - ($30)::interval) at time zone $29))::timestamptz at time zone $31)) - interval '1 microsecond') at time zone $31) + interval '1 microsecond') as "d0", sum(("t6"."amount")) as "a4", 0 as "set"
  from (
    select *
    from "trade"."refunds" "s"
    where "s"."tenant_id" = $32
  ) "t6"
  where (((((("t6"."refunded_at")::timestamptz at time zone $33) - ($34)::interval) at time zone $33) >= $35::timestamptz) and ((((("t6"."refunded_at")::timestamptz at time zone $36) - ($37)::interval) at time zone $36) < $38::timestamptz)) and ("t6"."refunded_at" >= (((((((($39::timestamptz)::timestamptz at time zone $40) + ($41)::interval) at time zone $40))::timestamptz at time zone $42) - ($43)::interval) at time zone $42)) and ("t6"."refunded_at" < (((((((($44::timestamptz)::timestamptz at time zone $45) + ($46)::interval) at time zone $45))::timestamptz at time zone $47) + ($48)::interval) at time zone $47))
  group by date_trunc('quarter', (((((("t6"."refunded_at")::timestamptz at time zone $29) - ($30)::interval) at time zone $29))::timestamptz at time zone $31))
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", max("a2") as "a2", coalesce(max("a1"), 0) as "a1", max("a3") as "a3", max("a4") as "a4", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", "a2", (
      select "a1"
      from "b3"
      where false
    ), (
      select "a3"
      from "b5"
      where false
    ), (
      select "a4"
      from "b7"
      where false
    ), true as "own", false as "moved"
    from "b1"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a2"
      from "b1"
      where false
    ), "a1", (
      select "a3"
      from "b5"
      where false
    ), (
      select "a4"
      from "b7"
      where false
    ), false as "own", true as "moved"
    from "b3"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a2"
      from "b1"
      where false
    ), (
      select "a1"
      from "b3"
      where false
    ), "a3", (
      select "a4"
      from "b7"
      where false
    ), true as "own", false as "moved"
    from "b5"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a2"
      from "b1"
      where false
    ), (
      select "a1"
      from "b3"
      where false
    ), (
      select "a3"
      from "b5"
      where false
    ), "a4", false as "own", true as "moved"
    from "b7"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('time', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'orderMetrics', json_build_object('orderCount', "g"."a0", 'lastYear', "g"."a1", 'soFar', ((case when "g"."d0" is not null then "g"."w0" end))::text), 'refundMetrics', json_build_object('refunded', ("g"."a3")::text, 'part', ((("g"."a3")::numeric / nullif(((
    select "a3"
    from "g"
    where "set" = 1
  ))::numeric, 0)))::text, 'lastYear', ("g"."a4")::text))::text
  from (
    select *
    from (
      select *, min("d0") filter (where "own") over (partition by "set") as "min", max("d0") filter (where "own") over (partition by "set") as "max"
      from (
        select "g".*, sum("g"."a2") over (partition by "set" order by "g"."d0" asc nulls last) as "w0"
        from "g"
        where "set" in (0)
      ) "g"
    ) "g"
    where "own" or ("moved" and "d0" between "min" and "max")
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $49::bigint
);
