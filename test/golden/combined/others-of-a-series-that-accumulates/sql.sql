with "b1" as materialized (
  select least(date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", count(*) as "a0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a1", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  where ("t0"."placed_at" >= $3::timestamptz)
  group by date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1))
), "p3" as materialized (
  select "p3".*
  from (
    select distinct "d0" as "at"
    from "b1"
    where "set" = 0
  ) "r4"
  cross join lateral (
    select "start", "next"
    from (
      select least("at" at time zone $4, (("at" - interval '1 microsecond') at time zone $4) + interval '1 microsecond') as "start", least(("at" + interval '3 months') at time zone $4, ((("at" + interval '3 months') - interval '1 microsecond') at time zone $4) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('quarter', (((case when isfinite(("r4"."at")::timestamptz) then ("r4"."at")::timestamptz end))::timestamptz at time zone $4)), date_trunc('quarter', (((case when isfinite(("r4"."at")::timestamptz) then ("r4"."at")::timestamptz end))::timestamptz at time zone $4)), interval '3 months') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p3"
), "b5" as materialized (
  select "p3"."start" as "d0", sum("j"."a2") as "a2", 0 as "set"
  from (
    select least(date_trunc('day', (("t2"."placed_at")::timestamptz at time zone $5)) at time zone $5, ((date_trunc('day', (("t2"."placed_at")::timestamptz at time zone $5)) - interval '1 microsecond') at time zone $5) + interval '1 microsecond') as "day", sum(("t2"."amount")) filter (where ("t2"."status" = 'PAID')) as "a2"
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $6
    ) "t2"
    group by date_trunc('day', (("t2"."placed_at")::timestamptz at time zone $5))
  ) "j"
  join "p3" on ("j"."day" < "p3"."next")
  group by 1
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", max("a1") as "a1", max("a2") as "a2", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", "a1", (
      select "a2"
      from "b5"
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
    from "b5"
  ) "u"
  group by 1, 2
), "k0" as materialized (
  select *, "place" > 0 + $7::bigint as "rest"
  from (
    select "g".*, row_number() over (order by "g"."d0" desc nulls last) as "place"
    from (
      select *
      from "g"
      where "set" in (0) and ("own")
    ) "g"
    where "set" = 0
  ) "r"
), "b7" as materialized (
  select sum(("t6"."amount")) filter (where ("t6"."status" = 'PAID')) as "a3"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $8
  ) "t6"
  where false and ((row(least(date_trunc('quarter', (("t6"."placed_at")::timestamptz at time zone $9)) at time zone $9, ((date_trunc('quarter', (("t6"."placed_at")::timestamptz at time zone $9)) - interval '1 microsecond') at time zone $9) + interval '1 microsecond'))::text) in (
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
  select '0'::text, json_build_object('_others', true, 'placedAt', (case when isfinite((null)::timestamptz) then replace(((null)::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'orderCount', "g"."a0", 'revenue', ("g"."a1")::text, 'revenueEver', ("g"."a3")::text)::text
  from (
    select *
    from "b7"
    cross join (
      select coalesce(sum("a0"), 0) as "a0", sum("a1") as "a1"
      from "k0"
      where "rest"
    ) "sums"
  ) "g"
  where exists (
    select 1
    from "k0"
    where "rest"
  )
);
