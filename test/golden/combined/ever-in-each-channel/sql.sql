with "b1" as materialized (
  select "t0"."channel" as "d0", least(date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d1", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  where ((("t0"."placed_at" >= $3::timestamptz) and ("t0"."placed_at" < $4::timestamptz)) and ("t0"."channel" = any($5)))
  group by 1, date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1))
), "p10" as materialized (
  select "p10".*
  from (
    select "start", "next"
    from (
      select least("at" at time zone $6, (("at" - interval '1 microsecond') at time zone $6) + interval '1 microsecond') as "start", least(("at" + interval '3 months') at time zone $6, ((("at" + interval '3 months') - interval '1 microsecond') at time zone $6) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('quarter', (((case when isfinite(($7::timestamptz)::timestamptz) then ($7::timestamptz)::timestamptz end))::timestamptz at time zone $6)), (case when date_trunc('quarter', (((case when isfinite(((($8::timestamptz)::timestamptz - ($9)::interval))::timestamptz) then ((($8::timestamptz)::timestamptz - ($9)::interval))::timestamptz end))::timestamptz at time zone $6)) is not null then least(date_trunc('quarter', (((case when isfinite(((($8::timestamptz)::timestamptz - ($9)::interval))::timestamptz) then ((($8::timestamptz)::timestamptz - ($9)::interval))::timestamptz end))::timestamptz at time zone $6)), date_trunc('quarter', (((case when isfinite(($7::timestamptz)::timestamptz) then ($7::timestamptz)::timestamptz end))::timestamptz at time zone $6)) + 10000 * interval '3 months') end), interval '3 months') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p10"
), "p3" as materialized (
  select "p3".*
  from (
    select distinct "d1" as "at"
    from "b1"
    where "set" = 0 union
    select "start"
    from "p10"
  ) "r4"
  cross join lateral (
    select "start", "next"
    from (
      select least("at" at time zone $10, (("at" - interval '1 microsecond') at time zone $10) + interval '1 microsecond') as "start", least(("at" + interval '3 months') at time zone $10, ((("at" + interval '3 months') - interval '1 microsecond') at time zone $10) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('quarter', (((case when isfinite(("r4"."at")::timestamptz) then ("r4"."at")::timestamptz end))::timestamptz at time zone $10)), date_trunc('quarter', (((case when isfinite(("r4"."at")::timestamptz) then ("r4"."at")::timestamptz end))::timestamptz at time zone $10)), interval '3 months') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p3"
), "b5" as materialized (
  select "p3"."start" as "d1", "j"."d0", sum("j"."a1") as "a1", 0 as "set"
  from (
    select least(date_trunc('day', (("t2"."placed_at")::timestamptz at time zone $11)) at time zone $11, ((date_trunc('day', (("t2"."placed_at")::timestamptz at time zone $11)) - interval '1 microsecond') at time zone $11) + interval '1 microsecond') as "day", "t2"."channel" as "d0", count(*) as "a1"
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $12
    ) "t2"
    where (("t2"."channel" = any($13))) and ("t2"."placed_at" < $14::timestamptz)
    group by date_trunc('day', (("t2"."placed_at")::timestamptz at time zone $11)), 2
  ) "j"
  join "p3" on ("j"."day" < "p3"."next")
  group by 1, 2
), "p7" as materialized (
  select "p7".*
  from (
    select distinct "d1" as "at"
    from "b1"
    where "set" = 0 union
    select "start"
    from "p10"
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
  select "p7"."start" as "d1", "j"."d0", sum("j"."a2") as "a2", 0 as "set"
  from (
    select least(date_trunc('day', (("t6"."placed_at")::timestamptz at time zone $16)) at time zone $16, ((date_trunc('day', (("t6"."placed_at")::timestamptz at time zone $16)) - interval '1 microsecond') at time zone $16) + interval '1 microsecond') as "day", "t6"."channel" as "d0", sum(("t6"."amount")) filter (where ("t6"."status" = 'PAID')) as "a2"
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $17
    ) "t6"
    where (("t6"."channel" = any($18))) and ("t6"."placed_at" < $19::timestamptz)
    group by date_trunc('day', (("t6"."placed_at")::timestamptz at time zone $16)), 2
  ) "j"
  join "p7" on ("j"."day" < "p7"."next") and ("j"."day" >= least(date_trunc('year', ((((least("p7"."next", $20::timestamptz))::timestamptz - ($21)::interval))::timestamptz at time zone $22)) at time zone $22, ((date_trunc('year', ((((least("p7"."next", $20::timestamptz))::timestamptz - ($21)::interval))::timestamptz at time zone $22)) - interval '1 microsecond') at time zone $22) + interval '1 microsecond'))
  group by 1, 2
), "g" as materialized (
  select "set", "d0", "d1", coalesce(max("a0"), 0) as "a0", coalesce(max("a1"), 0) as "a1", max("a2") as "a2", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "d1", "a0", (
      select "a1"
      from "b5"
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
    ), false as "own", false as "moved"
    from "b5"
    union all
    select "set", "d0", "d1", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b5"
      where false
    ), "a2", false as "own", false as "moved"
    from "b9"
    union all
    select 0, "c"."d0", "p10"."start", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b5"
      where false
    ), (
      select "a2"
      from "b9"
      where false
    ), true as "own", false as "moved"
    from "p10"
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
  limit $23::bigint
)
union all (
  select 'periods'::text, count(*)::text
  from "p10"
);
