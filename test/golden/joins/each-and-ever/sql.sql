with "p6" as materialized (
  select "p6".*
  from (
    select "start", "next"
    from (
      select least("at" at time zone $1, (("at" - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "start", least(("at" + interval '1 year') at time zone $1, ((("at" + interval '1 year') - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('year', (((case when isfinite(($2::timestamptz)::timestamptz) then ($2::timestamptz)::timestamptz end))::timestamptz at time zone $1)), (case when date_trunc('year', (((case when isfinite(((($3::timestamptz)::timestamptz - ($4)::interval))::timestamptz) then ((($3::timestamptz)::timestamptz - ($4)::interval))::timestamptz end))::timestamptz at time zone $1)) is not null then least(date_trunc('year', (((case when isfinite(((($3::timestamptz)::timestamptz - ($4)::interval))::timestamptz) then ((($3::timestamptz)::timestamptz - ($4)::interval))::timestamptz end))::timestamptz at time zone $1)), date_trunc('year', (((case when isfinite(($2::timestamptz)::timestamptz) then ($2::timestamptz)::timestamptz end))::timestamptz at time zone $1)) + 10000 * interval '1 year') end), interval '1 year') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p6"
), "b1" as materialized (
  select least(date_trunc('year', (("t0"."placed_at")::timestamptz at time zone $5)) at time zone $5, ((date_trunc('year', (("t0"."placed_at")::timestamptz at time zone $5)) - interval '1 microsecond') at time zone $5) + interval '1 microsecond') as "d0", "e2"."e0" as "d1", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $6
  ) "t0"
  left join (
    select distinct "t3"."order_id" as "k0", "t4"."tag_id" as "e0"
    from (
      select *
      from "trade"."order_tags" "s"
      where "s"."tenant_id" = $7
    ) "t3"
    left join (
      select *
      from "trade"."tags" "s"
      where "s"."tenant_id" = $8
    ) "t4" on "t4"."tag_id" = "t3"."tag_id"
  ) "e2" on "e2"."k0" = "t0"."order_id"
  where (("t0"."placed_at" >= $9::timestamptz) and ("t0"."placed_at" < $10::timestamptz))
  group by date_trunc('year', (("t0"."placed_at")::timestamptz at time zone $5)), 2
), "b9" as materialized (
  select "p6"."start" as "d0", "e10"."e0" as "d1", count(*) as "a1", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $11
  ) "t5"
  left join (
    select distinct "t11"."order_id" as "k0", "t12"."tag_id" as "e0"
    from (
      select *
      from "trade"."order_tags" "s"
      where "s"."tenant_id" = $12
    ) "t11"
    left join (
      select *
      from "trade"."tags" "s"
      where "s"."tenant_id" = $13
    ) "t12" on "t12"."tag_id" = "t11"."tag_id"
  ) "e10" on "e10"."k0" = "t5"."order_id"
  join "p6" on ("t5"."placed_at" < least("p6"."next", $14::timestamptz))
  group by 1, 2
), "g" as materialized (
  select "set", "d0", "d1", coalesce(max("a0"), 0) as "a0", coalesce(max("a1"), 0) as "a1", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "d1", "a0", (
      select "a1"
      from "b9"
      where false
    ), true as "own", false as "moved"
    from "b1"
    union all
    select "set", "d0", "d1", (
      select "a0"
      from "b1"
      where false
    ), "a1", false as "own", false as "moved"
    from "b9"
  ) "u"
  group by 1, 2, 3
) (
  select '0'::text, json_build_object('placedAt', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'tagged', json_build_object('tag', json_build_object('id', ("g"."d1")::text)), 'orderCount', "g"."a0", 'ordersEver', "g"."a1")::text
  from (
    select *
    from "g"
    where "set" in (0) and ("own")
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last, "g"."d1" asc nulls last
  limit $15::bigint
)
union all (
  select 'periods'::text, count(*)::text
  from "p6"
);
