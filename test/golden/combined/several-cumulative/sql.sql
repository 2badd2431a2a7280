with "b9" as materialized (
  select "i"."d0", sum("i"."v0") as "a2", 0 as "set"
  from (
    select ((date_trunc('month', ("t8"."day")::date::timestamp)::date)::timestamp at time zone $1) as "d0", ((array_agg(("t8"."balance") order by "t8"."day" desc nulls last))[1]) as "v0"
    from (
      select *
      from "trade"."balances" "s"
      where "s"."tenant_id" = $2
    ) "t8"
    where (((("t8"."day")::timestamp at time zone $3) >= $4::timestamptz) and ((("t8"."day")::timestamp at time zone $5) < $6::timestamptz))
    group by 1, "t8"."wallet"
  ) "i"
  group by "i"."d0"
), "b11" as materialized (
  select least(date_trunc('month', (("t10"."seen_at")::timestamptz at time zone $7)) at time zone $7, ((date_trunc('month', (("t10"."seen_at")::timestamptz at time zone $7)) - interval '1 microsecond') at time zone $7) + interval '1 microsecond') as "d0", count(distinct ("t12"."customer_id")) filter (where exists (
    select 1
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $8
    ) "t13"
    left join (
      select *
      from "trade"."customers" "s"
      where "s"."tenant_id" = $9
    ) "t14" on "t14"."customer_id" = "t13"."customer_id"
    where (("t14"."customer_id") = ("t12"."customer_id")) and (("t13"."placed_at" between "t10"."seen_at" and (((("t10"."seen_at")::timestamptz at time zone $10) + ($11)::interval) at time zone $10))) and ("t13"."status" = 'PAID')
  )) as "a3", 0 as "set"
  from (
    select *
    from "trade"."visits" "s"
    where "s"."tenant_id" = $12
  ) "t10"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $13
  ) "t12" on "t12"."customer_id" = "t10"."customer_id"
  where (("t10"."seen_at" >= $14::timestamptz) and ("t10"."seen_at" < $15::timestamptz))
  group by date_trunc('month', (("t10"."seen_at")::timestamptz at time zone $7))
), "b16" as materialized (
  select least(date_trunc('month', (("t15"."placed_at")::timestamptz at time zone $16)) at time zone $16, ((date_trunc('month', (("t15"."placed_at")::timestamptz at time zone $16)) - interval '1 microsecond') at time zone $16) + interval '1 microsecond') as "d0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $17
  ) "t15"
  where (("t15"."placed_at" >= $18::timestamptz) and ("t15"."placed_at" < $19::timestamptz))
  group by date_trunc('month', (("t15"."placed_at")::timestamptz at time zone $16))
), "p17" as materialized (
  select "p17".*
  from (
    select "start", "next"
    from (
      select least("at" at time zone $20, (("at" - interval '1 microsecond') at time zone $20) + interval '1 microsecond') as "start", least(("at" + interval '1 month') at time zone $20, ((("at" + interval '1 month') - interval '1 microsecond') at time zone $20) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('month', (((case when isfinite(($21::timestamptz)::timestamptz) then ($21::timestamptz)::timestamptz end))::timestamptz at time zone $20)), (case when date_trunc('month', (((case when isfinite(((($22::timestamptz)::timestamptz - ($23)::interval))::timestamptz) then ((($22::timestamptz)::timestamptz - ($23)::interval))::timestamptz end))::timestamptz at time zone $20)) is not null then least(date_trunc('month', (((case when isfinite(((($22::timestamptz)::timestamptz - ($23)::interval))::timestamptz) then ((($22::timestamptz)::timestamptz - ($23)::interval))::timestamptz end))::timestamptz at time zone $20)), date_trunc('month', (((case when isfinite(($21::timestamptz)::timestamptz) then ($21::timestamptz)::timestamptz end))::timestamptz at time zone $20)) + 10000 * interval '1 month') end), interval '1 month') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p17"
), "p1" as materialized (
  select "p1".*
  from (
    select distinct "d0" as "at"
    from "b9"
    where "set" = 0 union
    select distinct "d0" as "at"
    from "b11"
    where "set" = 0 union
    select distinct "d0" as "at"
    from "b16"
    where "set" = 0 union
    select "start"
    from "p17"
  ) "r2"
  cross join lateral (
    select "start", "next"
    from (
      select least("at" at time zone $24, (("at" - interval '1 microsecond') at time zone $24) + interval '1 microsecond') as "start", least(("at" + interval '1 month') at time zone $24, ((("at" + interval '1 month') - interval '1 microsecond') at time zone $24) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('month', (((case when isfinite(("r2"."at")::timestamptz) then ("r2"."at")::timestamptz end))::timestamptz at time zone $24)), date_trunc('month', (((case when isfinite(("r2"."at")::timestamptz) then ("r2"."at")::timestamptz end))::timestamptz at time zone $24)), interval '1 month') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p1"
), "b3" as materialized (
  select "p1"."start" as "d0", sum("j"."a0") as "a0", 0 as "set"
  from (
    select least(date_trunc('day', (("t0"."placed_at")::timestamptz at time zone $25)) at time zone $25, ((date_trunc('day', (("t0"."placed_at")::timestamptz at time zone $25)) - interval '1 microsecond') at time zone $25) + interval '1 microsecond') as "day", count(*) as "a0"
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $26
    ) "t0"
    where ("t0"."placed_at" < $27::timestamptz)
    group by date_trunc('day', (("t0"."placed_at")::timestamptz at time zone $25))
  ) "j"
  join "p1" on ("j"."day" < "p1"."next")
  group by 1
), "p5" as materialized (
  select "p5".*
  from (
    select distinct "d0" as "at"
    from "b9"
    where "set" = 0 union
    select distinct "d0" as "at"
    from "b11"
    where "set" = 0 union
    select distinct "d0" as "at"
    from "b16"
    where "set" = 0 union
    select "start"
    from "p17"
  ) "r6"
  cross join lateral (
    select "start", "next"
    from (
      select least("at" at time zone $28, (("at" - interval '1 microsecond') at time zone $28) + interval '1 microsecond') as "start", least(("at" + interval '1 month') at time zone $28, ((("at" + interval '1 month') - interval '1 microsecond') at time zone $28) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('month', (((case when isfinite(("r6"."at")::timestamptz) then ("r6"."at")::timestamptz end))::timestamptz at time zone $28)), date_trunc('month', (((case when isfinite(("r6"."at")::timestamptz) then ("r6"."at")::timestamptz end))::timestamptz at time zone $28)), interval '1 month') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p5"
), "b7" as materialized (
  select "p5"."start" as "d0", sum("j"."a1") as "a1", 0 as "set"
  from (
    select least(date_trunc('day', (("t4"."placed_at")::timestamptz at time zone $29)) at time zone $29, ((date_trunc('day', (("t4"."placed_at")::timestamptz at time zone $29)) - interval '1 microsecond') at time zone $29) + interval '1 microsecond') as "day", sum(("t4"."amount")) filter (where ("t4"."status" = 'PAID')) as "a1"
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $30
    ) "t4"
    where ("t4"."placed_at" < $31::timestamptz)
    group by date_trunc('day', (("t4"."placed_at")::timestamptz at time zone $29))
  ) "j"
  join "p5" on ("j"."day" < "p5"."next") and ("j"."day" >= least(date_trunc('year', ((((least("p5"."next", $32::timestamptz))::timestamptz - ($33)::interval))::timestamptz at time zone $34)) at time zone $34, ((date_trunc('year', ((((least("p5"."next", $32::timestamptz))::timestamptz - ($33)::interval))::timestamptz at time zone $34)) - interval '1 microsecond') at time zone $34) + interval '1 microsecond'))
  group by 1
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", max("a1") as "a1", max("a2") as "a2", coalesce(max("a3"), 0) as "a3", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", (
      select "a1"
      from "b7"
      where false
    ), (
      select "a2"
      from "b9"
      where false
    ), (
      select "a3"
      from "b11"
      where false
    ), false as "own", false as "moved"
    from "b3"
    union all
    select "set", "d0", (
      select "a0"
      from "b3"
      where false
    ), "a1", (
      select "a2"
      from "b9"
      where false
    ), (
      select "a3"
      from "b11"
      where false
    ), false as "own", false as "moved"
    from "b7"
    union all
    select "set", "d0", (
      select "a0"
      from "b3"
      where false
    ), (
      select "a1"
      from "b7"
      where false
    ), "a2", (
      select "a3"
      from "b11"
      where false
    ), true as "own", false as "moved"
    from "b9"
    union all
    select "set", "d0", (
      select "a0"
      from "b3"
      where false
    ), (
      select "a1"
      from "b7"
      where false
    ), (
      select "a2"
      from "b9"
      where false
    ), "a3", true as "own", false as "moved"
    from "b11"
    union all
    select "set", "d0", (
      select "a0"
      from "b3"
      where false
    ), (
      select "a1"
      from "b7"
      where false
    ), (
      select "a2"
      from "b9"
      where false
    ), (
      select "a3"
      from "b11"
      where false
    ), true as "own", false as "moved"
    from "b16"
    union all
    select 0, "p17"."start", (
      select "a0"
      from "b3"
      where false
    ), (
      select "a1"
      from "b7"
      where false
    ), (
      select "a2"
      from "b9"
      where false
    ), (
      select "a3"
      from "b11"
      where false
    ), true as "own", false as "moved"
    from "p17"
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
  limit $35::bigint
)
union all (
  select 'periods'::text, count(*)::text
  from "p17"
);
