with "p1" as materialized (
  select "p1".*
  from (
    select "start", "next"
    from (
      select least("at" at time zone $1, (("at" - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "start", least(("at" + interval '1 month') at time zone $1, ((("at" + interval '1 month') - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('month', (((case when isfinite(($2::timestamptz)::timestamptz) then ($2::timestamptz)::timestamptz end))::timestamptz at time zone $1)), (case when date_trunc('month', (((case when isfinite(((($3::timestamptz)::timestamptz - ($4)::interval))::timestamptz) then ((($3::timestamptz)::timestamptz - ($4)::interval))::timestamptz end))::timestamptz at time zone $1)) is not null then least(date_trunc('month', (((case when isfinite(((($3::timestamptz)::timestamptz - ($4)::interval))::timestamptz) then ((($3::timestamptz)::timestamptz - ($4)::interval))::timestamptz end))::timestamptz at time zone $1)), date_trunc('month', (((case when isfinite(($2::timestamptz)::timestamptz) then ($2::timestamptz)::timestamptz end))::timestamptz at time zone $1)) + 10000 * interval '1 month') end), interval '1 month') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p1"
), "p6" as materialized (
  select "p6".*
  from (
    select "start", "next"
    from (
      select least("at" at time zone $5, (("at" - interval '1 microsecond') at time zone $5) + interval '1 microsecond') as "start", least(("at" + interval '1 month') at time zone $5, ((("at" + interval '1 month') - interval '1 microsecond') at time zone $5) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('month', (((case when isfinite(($6::timestamptz)::timestamptz) then ($6::timestamptz)::timestamptz end))::timestamptz at time zone $5)), (case when date_trunc('month', (((case when isfinite(((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz) then ((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz end))::timestamptz at time zone $5)) is not null then least(date_trunc('month', (((case when isfinite(((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz) then ((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz end))::timestamptz at time zone $5)), date_trunc('month', (((case when isfinite(($6::timestamptz)::timestamptz) then ($6::timestamptz)::timestamptz end))::timestamptz at time zone $5)) + 10000 * interval '1 month') end), interval '1 month') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p6"
), "b4" as materialized (
  select "p1"."start" as "d0", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $9
  ) "t0"
  join "p1" on ("t0"."placed_at" < least("p1"."next", $10::timestamptz))
  group by 1
), "b9" as materialized (
  select "p6"."start" as "d0", sum(("t5"."amount")) filter (where ("t5"."status" = 'PAID')) as "a1", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $11
  ) "t5"
  join "p6" on ("t5"."placed_at" < least("p6"."next", $12::timestamptz)) and ("t5"."placed_at" >= least(date_trunc('year', ((((least("p6"."next", $13::timestamptz))::timestamptz - ($14)::interval))::timestamptz at time zone $15)) at time zone $15, ((date_trunc('year', ((((least("p6"."next", $13::timestamptz))::timestamptz - ($14)::interval))::timestamptz at time zone $15)) - interval '1 microsecond') at time zone $15) + interval '1 microsecond'))
  group by 1
), "b11" as materialized (
  select "i"."d0", sum("i"."v0") as "a2", 0 as "set"
  from (
    select ((date_trunc('month', ("t10"."day")::date::timestamp)::date)::timestamp at time zone $16) as "d0", ((array_agg(("t10"."balance") order by "t10"."day" desc nulls last))[1]) as "v0"
    from (
      select *
      from "trade"."balances" "s"
      where "s"."tenant_id" = $17
    ) "t10"
    where (((("t10"."day")::timestamp at time zone $18) >= $19::timestamptz) and ((("t10"."day")::timestamp at time zone $20) < $21::timestamptz))
    group by 1, "t10"."wallet"
  ) "i"
  group by "i"."d0"
), "b13" as materialized (
  select least(date_trunc('month', (("t12"."seen_at")::timestamptz at time zone $22)) at time zone $22, ((date_trunc('month', (("t12"."seen_at")::timestamptz at time zone $22)) - interval '1 microsecond') at time zone $22) + interval '1 microsecond') as "d0", count(distinct ("t14"."customer_id")) filter (where exists (
    select 1
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $23
    ) "t15"
    left join (
      select *
      from "trade"."customers" "s"
      where "s"."tenant_id" = $24
    ) "t16" on "t16"."customer_id" = "t15"."customer_id"
    where (("t16"."customer_id") = ("t14"."customer_id")) and (("t15"."placed_at" between "t12"."seen_at" and (((("t12"."seen_at")::timestamptz at time zone $25) + ($26)::interval) at time zone $25))) and ("t15"."status" = 'PAID')
  )) as "a3", 0 as "set"
  from (
    select *
    from "trade"."visits" "s"
    where "s"."tenant_id" = $27
  ) "t12"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $28
  ) "t14" on "t14"."customer_id" = "t12"."customer_id"
  where (("t12"."seen_at" >= $29::timestamptz) and ("t12"."seen_at" < $30::timestamptz))
  group by date_trunc('month', (("t12"."seen_at")::timestamptz at time zone $22))
), "b18" as materialized (
  select least(date_trunc('month', (("t17"."placed_at")::timestamptz at time zone $31)) at time zone $31, ((date_trunc('month', (("t17"."placed_at")::timestamptz at time zone $31)) - interval '1 microsecond') at time zone $31) + interval '1 microsecond') as "d0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $32
  ) "t17"
  where (("t17"."placed_at" >= $33::timestamptz) and ("t17"."placed_at" < $34::timestamptz))
  group by date_trunc('month', (("t17"."placed_at")::timestamptz at time zone $31))
), "p19" as materialized (
  select "p19".*
  from (
    select "start", "next"
    from (
      select least("at" at time zone $35, (("at" - interval '1 microsecond') at time zone $35) + interval '1 microsecond') as "start", least(("at" + interval '1 month') at time zone $35, ((("at" + interval '1 month') - interval '1 microsecond') at time zone $35) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('month', (((case when isfinite(($36::timestamptz)::timestamptz) then ($36::timestamptz)::timestamptz end))::timestamptz at time zone $35)), (case when date_trunc('month', (((case when isfinite(((($37::timestamptz)::timestamptz - ($38)::interval))::timestamptz) then ((($37::timestamptz)::timestamptz - ($38)::interval))::timestamptz end))::timestamptz at time zone $35)) is not null then least(date_trunc('month', (((case when isfinite(((($37::timestamptz)::timestamptz - ($38)::interval))::timestamptz) then ((($37::timestamptz)::timestamptz - ($38)::interval))::timestamptz end))::timestamptz at time zone $35)), date_trunc('month', (((case when isfinite(($36::timestamptz)::timestamptz) then ($36::timestamptz)::timestamptz end))::timestamptz at time zone $35)) + 10000 * interval '1 month') end), interval '1 month') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p19"
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", max("a1") as "a1", max("a2") as "a2", coalesce(max("a3"), 0) as "a3", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", (
      select "a1"
      from "b9"
      where false
    ), (
      select "a2"
      from "b11"
      where false
    ), (
      select "a3"
      from "b13"
      where false
    ), false as "own", false as "moved"
    from "b4"
    union all
    select "set", "d0", (
      select "a0"
      from "b4"
      where false
    ), "a1", (
      select "a2"
      from "b11"
      where false
    ), (
      select "a3"
      from "b13"
      where false
    ), false as "own", false as "moved"
    from "b9"
    union all
    select "set", "d0", (
      select "a0"
      from "b4"
      where false
    ), (
      select "a1"
      from "b9"
      where false
    ), "a2", (
      select "a3"
      from "b13"
      where false
    ), true as "own", false as "moved"
    from "b11"
    union all
    select "set", "d0", (
      select "a0"
      from "b4"
      where false
    ), (
      select "a1"
      from "b9"
      where false
    ), (
      select "a2"
      from "b11"
      where false
    ), "a3", true as "own", false as "moved"
    from "b13"
    union all
    select "set", "d0", (
      select "a0"
      from "b4"
      where false
    ), (
      select "a1"
      from "b9"
      where false
    ), (
      select "a2"
      from "b11"
      where false
    ), (
      select "a3"
      from "b13"
      where false
    ), true as "own", false as "moved"
    from "b18"
    union all
    select 0, "p19"."start", (
      select "a0"
      from "b4"
      where false
    ), (
      select "a1"
      from "b9"
      where false
    ), (
      select "a2"
      from "b11"
      where false
    ), (
      select "a3"
      from "b13"
      where false
    ), true as "own", false as "moved"
    from "p19"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('time', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'orderMetrics', json_build_object('ordersEver', "g"."a0", 'revenueThisYear', ("g"."a1")::text), 'balanceMetrics', json_build_object('held', ("g"."a2")::text), 'visitMetrics', json_build_object('converted', "g"."a3"))::text
  from (
    select *
    from "g"
    where "set" in (0) and ("own")
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $39::bigint
)
union all (
  select 'periods'::text, count(*)::text
  from "p1"
)
union all (
  select 'periods'::text, count(*)::text
  from "p6"
)
union all (
  select 'periods'::text, count(*)::text
  from "p19"
);
