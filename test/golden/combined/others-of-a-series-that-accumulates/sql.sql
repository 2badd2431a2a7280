with "p3" as materialized (
  select "p3".*
  from (
    select min("t5"."placed_at") as "least", max("t5"."placed_at") as "greatest"
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $1
    ) "t5"
  ) "r4"
  cross join lateral (
    select "start", "next"
    from (
      select least("at" at time zone $2, (("at" - interval '1 microsecond') at time zone $2) + interval '1 microsecond') as "start", least(("at" + interval '3 months') at time zone $2, ((("at" + interval '3 months') - interval '1 microsecond') at time zone $2) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('quarter', (((case when isfinite(($3::timestamptz)::timestamptz) then ($3::timestamptz)::timestamptz end))::timestamptz at time zone $2)), (case when date_trunc('quarter', (((case when isfinite(("r4"."greatest")::timestamptz) then ("r4"."greatest")::timestamptz end))::timestamptz at time zone $2)) is not null then least(date_trunc('quarter', (((case when isfinite(("r4"."greatest")::timestamptz) then ("r4"."greatest")::timestamptz end))::timestamptz at time zone $2)), date_trunc('quarter', (((case when isfinite(($3::timestamptz)::timestamptz) then ($3::timestamptz)::timestamptz end))::timestamptz at time zone $2)) + 10000 * interval '3 months') end), interval '3 months') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p3"
), "b1" as materialized (
  select least(date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $4)) at time zone $4, ((date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $4)) - interval '1 microsecond') at time zone $4) + interval '1 microsecond') as "d0", count(*) as "a0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a1", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $5
  ) "t0"
  where ("t0"."placed_at" >= $6::timestamptz)
  group by date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $4))
), "b6" as materialized (
  select "p3"."start" as "d0", sum(("t2"."amount")) filter (where ("t2"."status" = 'PAID')) as "a2", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $7
  ) "t2"
  join "p3" on ("t2"."placed_at" < "p3"."next")
  group by 1
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", max("a1") as "a1", max("a2") as "a2", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", "a1", (
      select "a2"
      from "b6"
      where false
    ), true as "own", false as "moved"
    from "b1"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b1"
      where false
    ), "a2", false as "own", false as "moved"
    from "b6"
  ) "u"
  group by 1, 2
), "k0" as materialized (
  select *, "place" > 0 + $8::bigint as "rest"
  from (
    select "g".*, row_number() over (order by "g"."d0" desc nulls last) as "place"
    from (
      select *
      from "g"
      where "set" in (0) and ("own")
    ) "g"
    where "set" = 0
  ) "r"
), "b8" as materialized (
  select count(*) as "a3", sum(("t7"."amount")) filter (where ("t7"."status" = 'PAID')) as "a4"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $9
  ) "t7"
  where ("t7"."placed_at" >= $10::timestamptz) and ((row(least(date_trunc('quarter', (("t7"."placed_at")::timestamptz at time zone $11)) at time zone $11, ((date_trunc('quarter', (("t7"."placed_at")::timestamptz at time zone $11)) - interval '1 microsecond') at time zone $11) + interval '1 microsecond'))::text) in (
    select (row("d0")::text)
    from "k0"
    where "rest"
  ))
), "b10" as materialized (
  select sum(("t9"."amount")) filter (where ("t9"."status" = 'PAID')) as "a5"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $12
  ) "t9"
  where false and ((row(least(date_trunc('quarter', (("t9"."placed_at")::timestamptz at time zone $13)) at time zone $13, ((date_trunc('quarter', (("t9"."placed_at")::timestamptz at time zone $13)) - interval '1 microsecond') at time zone $13) + interval '1 microsecond'))::text) in (
    select (row("d0")::text)
    from "k0"
    where "rest"
  ))
) (
  select '0'::text, json_build_object('_others', false, 'placedAt', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'orderCount', "g"."a0", 'revenue', ("g"."a1")::text, 'revenueEver', ("g"."a2")::text)::text
  from "k0" "g"
  where not "rest" and "place" > 0
  order by "place"
)
union all (
  select '0'::text, json_build_object('_others', true, 'placedAt', (case when isfinite((null)::timestamptz) then replace(((null)::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'orderCount', "g"."a3", 'revenue', ("g"."a4")::text, 'revenueEver', ("g"."a5")::text)::text
  from (
    select *
    from "b8"
    cross join "b10"
  ) "g"
  where exists (
    select 1
    from "k0"
    where "rest"
  )
)
union all (
  select 'periods'::text, count(*)::text
  from "p3"
);
