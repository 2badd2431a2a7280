with "b1" as materialized (
  select "t2"."plan" as "d0", least(date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d1", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $3
  ) "t2" on "t2"."customer_id" = "t0"."customer_id"
  where (("t0"."placed_at" >= $4::timestamptz) and ("t0"."placed_at" < $5::timestamptz))
  group by 1, date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1))
), "b4" as materialized (
  select "t5"."plan" as "d0", least(date_trunc('quarter', (("t3"."seen_at")::timestamptz at time zone $6)) at time zone $6, ((date_trunc('quarter', (("t3"."seen_at")::timestamptz at time zone $6)) - interval '1 microsecond') at time zone $6) + interval '1 microsecond') as "d1", count(distinct ("t5"."customer_id")) as "a1", 0 as "set"
  from (
    select *
    from "trade"."visits" "s"
    where "s"."tenant_id" = $7
  ) "t3"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $8
  ) "t5" on "t5"."customer_id" = "t3"."customer_id"
  where (("t3"."seen_at" >= $9::timestamptz) and ("t3"."seen_at" < $10::timestamptz))
  group by 1, date_trunc('quarter', (("t3"."seen_at")::timestamptz at time zone $6))
), "p11" as materialized (
  select "p11".*
  from (
    select "start", "next"
    from (
      select least("at" at time zone $11, (("at" - interval '1 microsecond') at time zone $11) + interval '1 microsecond') as "start", least(("at" + interval '3 months') at time zone $11, ((("at" + interval '3 months') - interval '1 microsecond') at time zone $11) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('quarter', (((case when isfinite(($12::timestamptz)::timestamptz) then ($12::timestamptz)::timestamptz end))::timestamptz at time zone $11)), (case when date_trunc('quarter', (((case when isfinite(((($13::timestamptz)::timestamptz - ($14)::interval))::timestamptz) then ((($13::timestamptz)::timestamptz - ($14)::interval))::timestamptz end))::timestamptz at time zone $11)) is not null then least(date_trunc('quarter', (((case when isfinite(((($13::timestamptz)::timestamptz - ($14)::interval))::timestamptz) then ((($13::timestamptz)::timestamptz - ($14)::interval))::timestamptz end))::timestamptz at time zone $11)), date_trunc('quarter', (((case when isfinite(($12::timestamptz)::timestamptz) then ($12::timestamptz)::timestamptz end))::timestamptz at time zone $11)) + 10000 * interval '3 months') end), interval '3 months') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p11"
), "p7" as materialized (
  select "p7".*
  from (
    select distinct "d1" as "at"
    from "b1"
    where "set" = 0 union
    select distinct "d1" as "at"
    from "b4"
    where "set" = 0 union
    select "start"
    from "p11"
  ) "r8"
  cross join lateral (
    select "start", "next"
    from (
      select least("at" at time zone $15, (("at" - interval '1 microsecond') at time zone $15) + interval '1 microsecond') as "start", least(("at" + interval '3 months') at time zone $15, ((("at" + interval '3 months') - interval '1 microsecond') at time zone $15) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('quarter', (((case when isfinite(("r8"."at")::timestamptz) then ("r8"."at")::timestamptz end))::timestamptz at time zone $15)), date_trunc('quarter', (((case when isfinite(("r8"."at")::timestamptz) then ("r8"."at")::timestamptz end))::timestamptz at time zone $15)), interval '3 months') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p7"
), "b9" as materialized (
  select "p7"."start" as "d1", "t10"."plan" as "d0", count(distinct ("t10"."customer_id")) as "a2", 0 as "set"
  from (
    select *
    from "trade"."visits" "s"
    where "s"."tenant_id" = $16
  ) "t6"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $17
  ) "t10" on "t10"."customer_id" = "t6"."customer_id"
  join "p7" on ("t6"."seen_at" < least("p7"."next", $18::timestamptz))
  where (("t6"."seen_at" >= $19::timestamptz) and ("t6"."seen_at" < $20::timestamptz))
  group by 1, 2
), "g" as materialized (
  select "set", "d0", "d1", coalesce(max("a0"), 0) as "a0", coalesce(max("a1"), 0) as "a1", coalesce(max("a2"), 0) as "a2", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "d1", "a0", (
      select "a1"
      from "b4"
      where false
    ), (
      select "a2"
      from "b9"
      where false
    ), true as "own", false as "moved"
    from "b1"
    union all
    select "set", "d0", "d1", (
      select "a0"
      from "b1"
      where false
    ), "a1", (
      select "a2"
      from "b9"
      where false
    ), true as "own", false as "moved"
    from "b4"
    union all
    select "set", "d0", "d1", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b4"
      where false
    ), "a2", false as "own", false as "moved"
    from "b9"
    union all
    select 0, "c"."d0", "p11"."start", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b4"
      where false
    ), (
      select "a2"
      from "b9"
      where false
    ), true as "own", false as "moved"
    from "p11"
    cross join (
      select "d0"
      from "b1"
      where "set" = 0 union
      select "d0"
      from "b4"
      where "set" = 0
    ) "c"
  ) "u"
  group by 1, 2, 3
) (
  select '0'::text, json_build_object('customer', json_build_object('plan', ("g"."d0")::text), 'time', (case when isfinite(("g"."d1")::timestamptz) then replace((("g"."d1")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'orderMetrics', json_build_object('orders', coalesce((case when "g"."d1" is not null then "g"."w0" end), 0)), 'visitMetrics', json_build_object('seen', "g"."a2"))::text
  from (
    select *
    from (
      select "g".*, sum("g"."a0") over (partition by "set", "g"."d0" order by "g"."d1" asc nulls last) as "w0"
      from "g"
      where "set" in (0)
    ) "g"
    where ("own")
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last, "g"."d1" asc nulls last
  limit $21::bigint
)
union all (
  select 'periods'::text, count(*)::text
  from "p11"
);
