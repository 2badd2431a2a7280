with "b1" as materialized (
  select least(date_trunc('year', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('year', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", count(*) filter (where ("t0"."channel" = $2)) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $3
  ) "t0"
  where (("t0"."channel" is distinct from $4) and ("t0"."placed_at" >= $5::timestamptz))
  group by date_trunc('year', (("t0"."placed_at")::timestamptz at time zone $1))
), "b3" as materialized (
  select least(date_trunc('year', (((((("t2"."placed_at")::timestamptz at time zone $6) - ($7)::interval) at time zone $6))::timestamptz at time zone $8)) at time zone $8, ((date_trunc('year', (((((("t2"."placed_at")::timestamptz at time zone $6) - ($7)::interval) at time zone $6))::timestamptz at time zone $8)) - interval '1 microsecond') at time zone $8) + interval '1 microsecond') as "d0", count(*) filter (where ("t2"."channel" = $9)) as "a1", count(distinct ("t4"."customer_id")) as "a2", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $10
  ) "t2"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $11
  ) "t4" on "t4"."customer_id" = "t2"."customer_id"
  where (("t2"."channel" is distinct from $12) and ((((("t2"."placed_at")::timestamptz at time zone $13) - ($14)::interval) at time zone $13) >= $15::timestamptz)) and ("t2"."placed_at" >= (((((((($16::timestamptz)::timestamptz at time zone $17) + ($18)::interval) at time zone $17))::timestamptz at time zone $19) - ($20)::interval) at time zone $19))
  group by date_trunc('year', (((((("t2"."placed_at")::timestamptz at time zone $6) - ($7)::interval) at time zone $6))::timestamptz at time zone $8))
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", coalesce(max("a1"), 0) as "a1", coalesce(max("a2"), 0) as "a2", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", (
      select "a1"
      from "b3"
      where false
    ), (
      select "a2"
      from "b3"
      where false
    ), true as "own", false as "moved"
    from "b1"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), "a1", "a2", false as "own", true as "moved"
    from "b3"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('placedAt', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'web', "g"."a0", 'webBefore', "g"."a1", 'before', "g"."a2")::text
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
  limit $21::bigint
);
