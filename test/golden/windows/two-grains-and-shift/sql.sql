with "b1" as materialized (
  select least(date_trunc('year', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('year', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", least(date_trunc('month', (("t0"."placed_at")::timestamptz at time zone $2)) at time zone $2, ((date_trunc('month', (("t0"."placed_at")::timestamptz at time zone $2)) - interval '1 microsecond') at time zone $2) + interval '1 microsecond') as "d1", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $3
  ) "t0"
  where (("t0"."placed_at" >= $4::timestamptz) and ("t0"."placed_at" < $5::timestamptz))
  group by date_trunc('year', (("t0"."placed_at")::timestamptz at time zone $1)), date_trunc('month', (("t0"."placed_at")::timestamptz at time zone $2))
), "b3" as materialized (
  select least(date_trunc('year', (((((("t2"."placed_at")::timestamptz at time zone $6) - ($7)::interval) at time zone $6))::timestamptz at time zone $8)) at time zone $8, ((date_trunc('year', (((((("t2"."placed_at")::timestamptz at time zone $6) - ($7)::interval) at time zone $6))::timestamptz at time zone $8)) - interval '1 microsecond') at time zone $8) + interval '1 microsecond') as "d0", least(date_trunc('month', (((((("t2"."placed_at")::timestamptz at time zone $9) - ($10)::interval) at time zone $9))::timestamptz at time zone $11)) at time zone $11, ((date_trunc('month', (((((("t2"."placed_at")::timestamptz at time zone $9) - ($10)::interval) at time zone $9))::timestamptz at time zone $11)) - interval '1 microsecond') at time zone $11) + interval '1 microsecond') as "d1", count(*) as "a1", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $12
  ) "t2"
  where (((((("t2"."placed_at")::timestamptz at time zone $13) - ($14)::interval) at time zone $13) >= $15::timestamptz) and ((((("t2"."placed_at")::timestamptz at time zone $16) - ($17)::interval) at time zone $16) < $18::timestamptz)) and ("t2"."placed_at" >= (((((((($19::timestamptz)::timestamptz at time zone $20) + ($21)::interval) at time zone $20))::timestamptz at time zone $22) - ($23)::interval) at time zone $22)) and ("t2"."placed_at" < (((((((($24::timestamptz)::timestamptz at time zone $25) + ($26)::interval) at time zone $25))::timestamptz at time zone $27) + ($28)::interval) at time zone $27))
  group by date_trunc('year', (((((("t2"."placed_at")::timestamptz at time zone $6) - ($7)::interval) at time zone $6))::timestamptz at time zone $8)), date_trunc('month', (((((("t2"."placed_at")::timestamptz at time zone $9) - ($10)::interval) at time zone $9))::timestamptz at time zone $11))
), "g" as materialized (
  select "set", "d0", "d1", coalesce(max("a0"), 0) as "a0", coalesce(max("a1"), 0) as "a1", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "d1", "a0", (
      select "a1"
      from "b3"
      where false
    ), true as "own", false as "moved"
    from "b1"
    union all
    select "set", "d0", "d1", (
      select "a0"
      from "b1"
      where false
    ), "a1", false as "own", true as "moved"
    from "b3"
  ) "u"
  group by 1, 2, 3
) (
  select '0'::text, json_build_object('y', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'm', (case when isfinite(("g"."d1")::timestamptz) then replace((("g"."d1")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'orderCount', "g"."a0", 'before', "g"."a1")::text
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
  order by "g"."d0" asc nulls last, "g"."d1" asc nulls last
  limit $29::bigint
);
