with "b1" as materialized (
  select least(date_trunc('month', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('month', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", count(*) as "a0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a2", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  where (("t0"."placed_at" >= $3::timestamptz) and ("t0"."placed_at" < $4::timestamptz))
  group by date_trunc('month', (("t0"."placed_at")::timestamptz at time zone $1))
), "b3" as materialized (
  select least(date_trunc('month', (((((("t2"."placed_at")::timestamptz at time zone $5) - ($6)::interval) at time zone $5))::timestamptz at time zone $7)) at time zone $7, ((date_trunc('month', (((((("t2"."placed_at")::timestamptz at time zone $5) - ($6)::interval) at time zone $5))::timestamptz at time zone $7)) - interval '1 microsecond') at time zone $7) + interval '1 microsecond') as "d0", count(*) as "a1", sum(("t2"."amount")) filter (where ("t2"."status" = 'PAID')) as "a3", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $8
  ) "t2"
  where (((((("t2"."placed_at")::timestamptz at time zone $9) - ($10)::interval) at time zone $9) >= $11::timestamptz) and ((((("t2"."placed_at")::timestamptz at time zone $12) - ($13)::interval) at time zone $12) < $14::timestamptz)) and ("t2"."placed_at" >= (((((((($15::timestamptz)::timestamptz at time zone $16) + ($17)::interval) at time zone $16))::timestamptz at time zone $18) - ($19)::interval) at time zone $18)) and ("t2"."placed_at" < (((((((($20::timestamptz)::timestamptz at time zone $21) + ($22)::interval) at time zone $21))::timestamptz at time zone $23) + ($24)::interval) at time zone $23))
  group by date_trunc('month', (((((("t2"."placed_at")::timestamptz at time zone $5) - ($6)::interval) at time zone $5))::timestamptz at time zone $7))
), "p4" as materialized (
  select "p4".*
  from (
    select "start", "next"
    from (
      select least("at" at time zone $25, (("at" - interval '1 microsecond') at time zone $25) + interval '1 microsecond') as "start", least(("at" + interval '1 month') at time zone $25, ((("at" + interval '1 month') - interval '1 microsecond') at time zone $25) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('month', (((case when isfinite(($26::timestamptz)::timestamptz) then ($26::timestamptz)::timestamptz end))::timestamptz at time zone $25)), (case when date_trunc('month', (((case when isfinite(((($27::timestamptz)::timestamptz - ($28)::interval))::timestamptz) then ((($27::timestamptz)::timestamptz - ($28)::interval))::timestamptz end))::timestamptz at time zone $25)) is not null then least(date_trunc('month', (((case when isfinite(((($27::timestamptz)::timestamptz - ($28)::interval))::timestamptz) then ((($27::timestamptz)::timestamptz - ($28)::interval))::timestamptz end))::timestamptz at time zone $25)), date_trunc('month', (((case when isfinite(($26::timestamptz)::timestamptz) then ($26::timestamptz)::timestamptz end))::timestamptz at time zone $25)) + 10000 * interval '1 month') end), interval '1 month') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p4"
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", max("a2") as "a2", coalesce(max("a1"), 0) as "a1", max("a3") as "a3", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", "a2", (
      select "a1"
      from "b3"
      where false
    ), (
      select "a3"
      from "b3"
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
    ), "a1", "a3", false as "own", true as "moved"
    from "b3"
    union all
    select 0, "p4"."start", (
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
      from "b3"
      where false
    ), true as "own", false as "moved"
    from "p4"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('placedAt', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'orderCount', "g"."a0", 'before', "g"."a1", 'revenue', ("g"."a2")::text, 'lastYear', ("g"."a3")::text)::text
  from (
    select *
    from (
      select *, min("d0") filter (where "own") over (partition by "set") as "min", max("d0") filter (where "own") over (partition by "set") as "max"
      from "g"
      where "set" in (0)
    ) "g"
    where "own" or ("moved" and "d0" between "min" and "max")
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $29::bigint
)
union all (
  select 'periods'::text, count(*)::text
  from "p4"
);
