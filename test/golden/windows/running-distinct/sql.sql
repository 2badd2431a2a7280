with "p4" as materialized (
  select "p4".*
  from (
    select min("t6"."placed_at") as "least", max("t6"."placed_at") as "greatest"
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $1
    ) "t6"
  ) "r5"
  cross join lateral (
    select "start", "next"
    from (
      select least("at" at time zone $2, (("at" - interval '1 microsecond') at time zone $2) + interval '1 microsecond') as "start", least(("at" + interval '3 months') at time zone $2, ((("at" + interval '3 months') - interval '1 microsecond') at time zone $2) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('quarter', (((case when isfinite(("r5"."least")::timestamptz) then ("r5"."least")::timestamptz end))::timestamptz at time zone $2)), (case when date_trunc('quarter', (((case when isfinite(("r5"."greatest")::timestamptz) then ("r5"."greatest")::timestamptz end))::timestamptz at time zone $2)) is not null then least(date_trunc('quarter', (((case when isfinite(("r5"."greatest")::timestamptz) then ("r5"."greatest")::timestamptz end))::timestamptz at time zone $2)), date_trunc('quarter', (((case when isfinite(("r5"."least")::timestamptz) then ("r5"."least")::timestamptz end))::timestamptz at time zone $2)) + 10000 * interval '3 months') end), interval '3 months') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p4"
), "b1" as materialized (
  select least(date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $3)) at time zone $3, ((date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $3)) - interval '1 microsecond') at time zone $3) + interval '1 microsecond') as "d0", count(distinct ("t2"."customer_id")) as "a0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a2", count(*) as "a3", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $4
  ) "t0"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $5
  ) "t2" on "t2"."customer_id" = "t0"."customer_id"
  group by date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $3))
), "b7" as materialized (
  select "p4"."start" as "d0", count(distinct ("t8"."customer_id")) as "a1", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $6
  ) "t3"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $7
  ) "t8" on "t8"."customer_id" = "t3"."customer_id"
  join "p4" on ("t3"."placed_at" < "p4"."next")
  group by 1
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", max("a2") as "a2", coalesce(max("a3"), 0) as "a3", coalesce(max("a1"), 0) as "a1", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", "a2", "a3", (
      select "a1"
      from "b7"
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
    ), (
      select "a3"
      from "b1"
      where false
    ), "a1", false as "own", false as "moved"
    from "b7"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('placedAt', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'buyers', "g"."a0", 'soFar', "g"."a1", 'average', ((("g"."w0")::numeric / nullif(("g"."w1")::numeric, 0)))::text)::text
  from (
    select "g".*, sum("g"."a2") over (partition by "set" order by "g"."d0" asc nulls last) as "w0", sum("g"."a3") over (partition by "set" order by "g"."d0" asc nulls last) as "w1"
    from (
      select *
      from "g"
      where "set" in (0) and ("own")
    ) "g"
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $8::bigint
)
union all (
  select 'periods'::text, count(*)::text
  from "p4"
);
