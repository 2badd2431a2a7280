with "b1" as materialized (
  select least(date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
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
      select least("at" at time zone $3, (("at" - interval '1 microsecond') at time zone $3) + interval '1 microsecond') as "start", least(("at" + interval '3 months') at time zone $3, ((("at" + interval '3 months') - interval '1 microsecond') at time zone $3) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('quarter', (((case when isfinite(("r4"."at")::timestamptz) then ("r4"."at")::timestamptz end))::timestamptz at time zone $3)), date_trunc('quarter', (((case when isfinite(("r4"."at")::timestamptz) then ("r4"."at")::timestamptz end))::timestamptz at time zone $3)), interval '3 months') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p3"
), "b5" as materialized (
  select "p3"."start" as "d0", sum("j"."a1") as "a1", 0 as "set"
  from (
    select least(date_trunc('day', (("t2"."placed_at")::timestamptz at time zone $4)) at time zone $4, ((date_trunc('day', (("t2"."placed_at")::timestamptz at time zone $4)) - interval '1 microsecond') at time zone $4) + interval '1 microsecond') as "day", sum(("t2"."amount")) filter (where ("t2"."status" = 'PAID')) as "a1"
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $5
    ) "t2"
    group by date_trunc('day', (("t2"."placed_at")::timestamptz at time zone $4))
  ) "j"
  join "p3" on ("j"."day" < "p3"."next") and ("j"."day" >= least((date_trunc('year', (((("p3"."next")::timestamptz - ($6)::interval))::timestamptz at time zone $7) + interval '9 months') - interval '9 months') at time zone $7, (((date_trunc('year', (((("p3"."next")::timestamptz - ($6)::interval))::timestamptz at time zone $7) + interval '9 months') - interval '9 months') - interval '1 microsecond') at time zone $7) + interval '1 microsecond'))
  group by 1
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", max("a1") as "a1", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", (
      select "a1"
      from "b5"
      where false
    ), true as "own", false as "moved"
    from "b1"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), "a1", false as "own", false as "moved"
    from "b5"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('placedAt', (case when not isfinite(("g"."d0")::timestamptz) then null when extract(second from ((("g"."d0")::timestamptz at time zone $8) - (("g"."d0")::timestamptz at time zone 'UTC'))) = 0 then replace((("g"."d0")::timestamptz at time zone $8)::text, ' ', 'T') || case when ((("g"."d0")::timestamptz at time zone $8) - (("g"."d0")::timestamptz at time zone 'UTC')) < interval '0' then '-' else '+' end || to_char(greatest(((("g"."d0")::timestamptz at time zone $8) - (("g"."d0")::timestamptz at time zone 'UTC')), -((("g"."d0")::timestamptz at time zone $8) - (("g"."d0")::timestamptz at time zone 'UTC'))), 'HH24:MI') else (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end) end), 'orderCount', "g"."a0", 'revenueThisYear', ("g"."a1")::text)::text
  from (
    select *
    from "g"
    where "set" in (0) and ("own")
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $9::bigint
);
