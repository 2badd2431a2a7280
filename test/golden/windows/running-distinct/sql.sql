with "b1" as materialized (
  select least(date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", count(distinct ("t2"."customer_id")) as "a0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a2", count(*) as "a3", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $3
  ) "t2" on "t2"."customer_id" = "t0"."customer_id"
  group by date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1))
), "p4" as materialized (
  select "p4".*
  from (
    select distinct "d0" as "at"
    from "b1"
    where "set" = 0
  ) "r5"
  cross join lateral (
    select "start", "next"
    from (
      select least("at" at time zone $4, (("at" - interval '1 microsecond') at time zone $4) + interval '1 microsecond') as "start", least(("at" + interval '3 months') at time zone $4, ((("at" + interval '3 months') - interval '1 microsecond') at time zone $4) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('quarter', (((case when isfinite(("r5"."at")::timestamptz) then ("r5"."at")::timestamptz end))::timestamptz at time zone $4)), date_trunc('quarter', (((case when isfinite(("r5"."at")::timestamptz) then ("r5"."at")::timestamptz end))::timestamptz at time zone $4)), interval '3 months') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p4"
), "b6" as materialized (
  select "p4"."start" as "d0", count(distinct ("t7"."customer_id")) as "a1", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $5
  ) "t3"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $6
  ) "t7" on "t7"."customer_id" = "t3"."customer_id"
  join "p4" on ("t3"."placed_at" < "p4"."next")
  group by 1
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", max("a2") as "a2", coalesce(max("a3"), 0) as "a3", coalesce(max("a1"), 0) as "a1", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", "a2", "a3", (
      select "a1"
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
      select "a2"
      from "b1"
      where false
    ), (
      select "a3"
      from "b1"
      where false
    ), "a1", false as "own", false as "moved"
    from "b6"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('placedAt', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'buyers', "g"."a0", 'soFar', "g"."a1", 'average', ((((case when "g"."d0" is not null then "g"."w0" end))::numeric / nullif((coalesce((case when "g"."d0" is not null then "g"."w1" end), 0))::numeric, 0)))::text)::text
  from (
    select *
    from (
      select "g".*, sum("g"."a2") over (partition by "set" order by "g"."d0" asc nulls last) as "w0", sum("g"."a3") over (partition by "set" order by "g"."d0" asc nulls last) as "w1"
      from "g"
      where "set" in (0)
    ) "g"
    where ("own")
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $7::bigint
);
