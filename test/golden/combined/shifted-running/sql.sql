with "b1" as materialized (
  select least(date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  where (("t0"."placed_at" >= $3::timestamptz) and ("t0"."placed_at" < $4::timestamptz))
  group by date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1))
), "b3" as materialized (
  select least(date_trunc('quarter', (((((("t2"."placed_at")::timestamptz at time zone $5) - ($6)::interval) at time zone $5))::timestamptz at time zone $7)) at time zone $7, ((date_trunc('quarter', (((((("t2"."placed_at")::timestamptz at time zone $5) - ($6)::interval) at time zone $5))::timestamptz at time zone $7)) - interval '1 microsecond') at time zone $7) + interval '1 microsecond') as "d0", count(*) as "a1", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $8
  ) "t2"
  where (((((("t2"."placed_at")::timestamptz at time zone $9) - ($10)::interval) at time zone $9) >= $11::timestamptz) and ((((("t2"."placed_at")::timestamptz at time zone $12) - ($13)::interval) at time zone $12) < $14::timestamptz)) and ("t2"."placed_at" >= (((((((($15::timestamptz)::timestamptz at time zone $16) + ($17)::interval) at time zone $16))::timestamptz at time zone $18) - ($19)::interval) at time zone $18)) and ("t2"."placed_at" < (((((((($20::timestamptz)::timestamptz at time zone $21) + ($22)::interval) at time zone $21))::timestamptz at time zone $23) + ($24)::interval) at time zone $23))
  group by date_trunc('quarter', (((((("t2"."placed_at")::timestamptz at time zone $5) - ($6)::interval) at time zone $5))::timestamptz at time zone $7))
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", coalesce(max("a1"), 0) as "a1", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", (
      select "a1"
      from "b3"
      where false
    ), true as "own", false as "moved"
    from "b1"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), "a1", false as "own", true as "moved"
    from "b3"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('placedAt', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'orderCount', "g"."a0", 'soFar', coalesce((case when "g"."d0" is not null then "g"."w0" end), 0), 'before', coalesce((case when "g"."d0" is not null then "g"."w1" end), 0))::text
  from (
    select *
    from (
      select *, min("d0") filter (where "own") over (partition by "set") as "min", max("d0") filter (where "own") over (partition by "set") as "max"
      from (
        select "g".*, sum("g"."a0") over (partition by "set" order by "g"."d0" asc nulls last) as "w0", sum("g"."a1") over (partition by "set" order by "g"."d0" asc nulls last) as "w1"
        from "g"
        where "set" in (0)
      ) "g"
    ) "g"
    where "own" or ("moved" and "d0" between "min" and "max")
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $25::bigint
);
