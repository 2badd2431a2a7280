with "b6" as materialized (
  select least(date_trunc('quarter', (("t5"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('quarter', (("t5"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t5"
  where (("t5"."placed_at" >= $3::timestamptz) and ("t5"."placed_at" < $4::timestamptz))
  group by date_trunc('quarter', (("t5"."placed_at")::timestamptz at time zone $1))
), "p1" as materialized (
  select "p1".*
  from (
    select distinct "d0" as "at"
    from "b6"
    where "set" = 0
  ) "r2"
  cross join lateral (
    select "start", "next"
    from (
      select least("at" at time zone $5, (("at" - interval '1 microsecond') at time zone $5) + interval '1 microsecond') as "start", least(("at" + interval '3 months') at time zone $5, ((("at" + interval '3 months') - interval '1 microsecond') at time zone $5) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('quarter', (((case when isfinite(("r2"."at")::timestamptz) then ("r2"."at")::timestamptz end))::timestamptz at time zone $5)), date_trunc('quarter', (((case when isfinite(("r2"."at")::timestamptz) then ("r2"."at")::timestamptz end))::timestamptz at time zone $5)), interval '3 months') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p1"
), "b3" as materialized (
  select "p1"."start" as "d0", sum("j"."a0") as "a0", sum("j"."a1") as "a1", sum("j"."a2") as "a2", 0 as "set"
  from (
    select least(date_trunc('day', (("t0"."placed_at")::timestamptz at time zone $6)) at time zone $6, ((date_trunc('day', (("t0"."placed_at")::timestamptz at time zone $6)) - interval '1 microsecond') at time zone $6) + interval '1 microsecond') as "day", count(*) filter (where ("t0"."channel" = $7)) as "a0", sum(("t0"."amount")) filter (where (("t0"."status" = 'PAID') and ("t4"."plan" = $8))) as "a1", count(*) as "a2"
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $9
    ) "t0"
    left join (
      select *
      from "trade"."customers" "s"
      where "s"."tenant_id" = $10
    ) "t4" on "t4"."customer_id" = "t0"."customer_id"
    where ("t0"."placed_at" < $11::timestamptz)
    group by date_trunc('day', (("t0"."placed_at")::timestamptz at time zone $6))
  ) "j"
  join "p1" on ("j"."day" < "p1"."next")
  group by 1
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", max("a1") as "a1", coalesce(max("a2"), 0) as "a2", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", "a1", "a2", false as "own", false as "moved"
    from "b3"
    union all
    select "set", "d0", (
      select "a0"
      from "b3"
      where false
    ), (
      select "a1"
      from "b3"
      where false
    ), (
      select "a2"
      from "b3"
      where false
    ), true as "own", false as "moved"
    from "b6"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('placedAt', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'web', "g"."a0", 'pros', ("g"."a1")::text, 'ordersEver', "g"."a2")::text
  from (
    select *
    from "g"
    where "set" in (0) and ("own")
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $12::bigint
);
