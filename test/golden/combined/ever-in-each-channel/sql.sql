with "p3" as materialized (
  select "p3".*
  from (
    select "start", "next"
    from (
      select least("at" at time zone $1, (("at" - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "start", least(("at" + interval '3 months') at time zone $1, ((("at" + interval '3 months') - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('quarter', (((case when isfinite(($2::timestamptz)::timestamptz) then ($2::timestamptz)::timestamptz end))::timestamptz at time zone $1)), (case when date_trunc('quarter', (((case when isfinite(((($3::timestamptz)::timestamptz - ($4)::interval))::timestamptz) then ((($3::timestamptz)::timestamptz - ($4)::interval))::timestamptz end))::timestamptz at time zone $1)) is not null then least(date_trunc('quarter', (((case when isfinite(((($3::timestamptz)::timestamptz - ($4)::interval))::timestamptz) then ((($3::timestamptz)::timestamptz - ($4)::interval))::timestamptz end))::timestamptz at time zone $1)), date_trunc('quarter', (((case when isfinite(($2::timestamptz)::timestamptz) then ($2::timestamptz)::timestamptz end))::timestamptz at time zone $1)) + 10000 * interval '3 months') end), interval '3 months') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p3"
), "p8" as materialized (
  select "p8".*
  from (
    select "start", "next"
    from (
      select least("at" at time zone $5, (("at" - interval '1 microsecond') at time zone $5) + interval '1 microsecond') as "start", least(("at" + interval '3 months') at time zone $5, ((("at" + interval '3 months') - interval '1 microsecond') at time zone $5) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('quarter', (((case when isfinite(($6::timestamptz)::timestamptz) then ($6::timestamptz)::timestamptz end))::timestamptz at time zone $5)), (case when date_trunc('quarter', (((case when isfinite(((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz) then ((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz end))::timestamptz at time zone $5)) is not null then least(date_trunc('quarter', (((case when isfinite(((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz) then ((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz end))::timestamptz at time zone $5)), date_trunc('quarter', (((case when isfinite(($6::timestamptz)::timestamptz) then ($6::timestamptz)::timestamptz end))::timestamptz at time zone $5)) + 10000 * interval '3 months') end), interval '3 months') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p8"
), "b1" as materialized (
  select "t0"."channel" as "d0", least(date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $9)) at time zone $9, ((date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $9)) - interval '1 microsecond') at time zone $9) + interval '1 microsecond') as "d1", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $10
  ) "t0"
  where ((("t0"."placed_at" >= $11::timestamptz) and ("t0"."placed_at" < $12::timestamptz)) and ("t0"."channel" = any($13)))
  group by 1, date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $9))
), "b6" as materialized (
  select "p3"."start" as "d1", "t2"."channel" as "d0", count(*) as "a1", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $14
  ) "t2"
  join "p3" on ("t2"."placed_at" < least("p3"."next", $15::timestamptz))
  where (("t2"."channel" = any($16)))
  group by 1, 2
), "b11" as materialized (
  select "p8"."start" as "d1", "t7"."channel" as "d0", sum(("t7"."amount")) filter (where ("t7"."status" = 'PAID')) as "a2", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $17
  ) "t7"
  join "p8" on ("t7"."placed_at" < least("p8"."next", $18::timestamptz)) and ("t7"."placed_at" >= least(date_trunc('year', ((((least("p8"."next", $19::timestamptz))::timestamptz - ($20)::interval))::timestamptz at time zone $21)) at time zone $21, ((date_trunc('year', ((((least("p8"."next", $19::timestamptz))::timestamptz - ($20)::interval))::timestamptz at time zone $21)) - interval '1 microsecond') at time zone $21) + interval '1 microsecond'))
  where (("t7"."channel" = any($22)))
  group by 1, 2
), "p12" as materialized (
  select "p12".*
  from (
    select "start", "next"
    from (
      select least("at" at time zone $23, (("at" - interval '1 microsecond') at time zone $23) + interval '1 microsecond') as "start", least(("at" + interval '3 months') at time zone $23, ((("at" + interval '3 months') - interval '1 microsecond') at time zone $23) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('quarter', (((case when isfinite(($24::timestamptz)::timestamptz) then ($24::timestamptz)::timestamptz end))::timestamptz at time zone $23)), (case when date_trunc('quarter', (((case when isfinite(((($25::timestamptz)::timestamptz - ($26)::interval))::timestamptz) then ((($25::timestamptz)::timestamptz - ($26)::interval))::timestamptz end))::timestamptz at time zone $23)) is not null then least(date_trunc('quarter', (((case when isfinite(((($25::timestamptz)::timestamptz - ($26)::interval))::timestamptz) then ((($25::timestamptz)::timestamptz - ($26)::interval))::timestamptz end))::timestamptz at time zone $23)), date_trunc('quarter', (((case when isfinite(($24::timestamptz)::timestamptz) then ($24::timestamptz)::timestamptz end))::timestamptz at time zone $23)) + 10000 * interval '3 months') end), interval '3 months') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p12"
), "g" as materialized (
  select "set", "d0", "d1", coalesce(max("a0"), 0) as "a0", coalesce(max("a1"), 0) as "a1", max("a2") as "a2", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "d1", "a0", (
      select "a1"
      from "b6"
      where false
    ), (
      select "a2"
      from "b11"
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
      from "b11"
      where false
    ), false as "own", false as "moved"
    from "b6"
    union all
    select "set", "d0", "d1", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b6"
      where false
    ), "a2", false as "own", false as "moved"
    from "b11"
    union all
    select 0, "c"."d0", "p12"."start", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b6"
      where false
    ), (
      select "a2"
      from "b11"
      where false
    ), true as "own", false as "moved"
    from "p12"
    cross join (
      select "d0"
      from "b1"
      where "set" = 0
    ) "c"
  ) "u"
  group by 1, 2, 3
) (
  select '0'::text, json_build_object('channel', ("g"."d0")::text, 'placedAt', (case when isfinite(("g"."d1")::timestamptz) then replace((("g"."d1")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'orderCount', "g"."a0", 'ordersEver', "g"."a1", 'revenueThisYear', ("g"."a2")::text)::text
  from (
    select *
    from "g"
    where "set" in (0) and ("own")
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last, "g"."d1" asc nulls last
  limit $27::bigint
)
union all (
  select 'periods'::text, count(*)::text
  from "p3"
)
union all (
  select 'periods'::text, count(*)::text
  from "p8"
)
union all (
  select 'periods'::text, count(*)::text
  from "p12"
);
