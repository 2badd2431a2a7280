with "p3" as materialized (
  select "p3".*
  from (
    select "start", "next"
    from (
      select least("at" at time zone $1, (("at" - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "start", least(("at" + interval '1 day') at time zone $1, ((("at" + interval '1 day') - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('day', (((case when isfinite(($2::timestamptz)::timestamptz) then ($2::timestamptz)::timestamptz end))::timestamptz at time zone $1)), (case when date_trunc('day', (((case when isfinite(((case when date_trunc('day', ($3)::interval) = interval '0' then ($4::timestamptz)::timestamptz - ($3)::interval else (((($4::timestamptz)::timestamptz at time zone $5) - date_trunc('day', ($3)::interval)) at time zone $5 - (($3)::interval - date_trunc('day', ($3)::interval))) end))::timestamptz) then ((case when date_trunc('day', ($3)::interval) = interval '0' then ($4::timestamptz)::timestamptz - ($3)::interval else (((($4::timestamptz)::timestamptz at time zone $5) - date_trunc('day', ($3)::interval)) at time zone $5 - (($3)::interval - date_trunc('day', ($3)::interval))) end))::timestamptz end))::timestamptz at time zone $1)) is not null then least(date_trunc('day', (((case when isfinite(((case when date_trunc('day', ($3)::interval) = interval '0' then ($4::timestamptz)::timestamptz - ($3)::interval else (((($4::timestamptz)::timestamptz at time zone $5) - date_trunc('day', ($3)::interval)) at time zone $5 - (($3)::interval - date_trunc('day', ($3)::interval))) end))::timestamptz) then ((case when date_trunc('day', ($3)::interval) = interval '0' then ($4::timestamptz)::timestamptz - ($3)::interval else (((($4::timestamptz)::timestamptz at time zone $5) - date_trunc('day', ($3)::interval)) at time zone $5 - (($3)::interval - date_trunc('day', ($3)::interval))) end))::timestamptz end))::timestamptz at time zone $1)), date_trunc('day', (((case when isfinite(($2::timestamptz)::timestamptz) then ($2::timestamptz)::timestamptz end))::timestamptz at time zone $1)) + 10000 * interval '1 day') end), interval '1 day') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p3"
), "p8" as materialized (
  select "p8".*
  from (
    select "start", "next"
    from (
      select least("at" at time zone $6, (("at" - interval '1 microsecond') at time zone $6) + interval '1 microsecond') as "start", least(("at" + interval '1 day') at time zone $6, ((("at" + interval '1 day') - interval '1 microsecond') at time zone $6) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('day', (((case when isfinite(($7::timestamptz)::timestamptz) then ($7::timestamptz)::timestamptz end))::timestamptz at time zone $6)), (case when date_trunc('day', (((case when isfinite(((case when date_trunc('day', ($8)::interval) = interval '0' then ($9::timestamptz)::timestamptz - ($8)::interval else (((($9::timestamptz)::timestamptz at time zone $10) - date_trunc('day', ($8)::interval)) at time zone $10 - (($8)::interval - date_trunc('day', ($8)::interval))) end))::timestamptz) then ((case when date_trunc('day', ($8)::interval) = interval '0' then ($9::timestamptz)::timestamptz - ($8)::interval else (((($9::timestamptz)::timestamptz at time zone $10) - date_trunc('day', ($8)::interval)) at time zone $10 - (($8)::interval - date_trunc('day', ($8)::interval))) end))::timestamptz end))::timestamptz at time zone $6)) is not null then least(date_trunc('day', (((case when isfinite(((case when date_trunc('day', ($8)::interval) = interval '0' then ($9::timestamptz)::timestamptz - ($8)::interval else (((($9::timestamptz)::timestamptz at time zone $10) - date_trunc('day', ($8)::interval)) at time zone $10 - (($8)::interval - date_trunc('day', ($8)::interval))) end))::timestamptz) then ((case when date_trunc('day', ($8)::interval) = interval '0' then ($9::timestamptz)::timestamptz - ($8)::interval else (((($9::timestamptz)::timestamptz at time zone $10) - date_trunc('day', ($8)::interval)) at time zone $10 - (($8)::interval - date_trunc('day', ($8)::interval))) end))::timestamptz end))::timestamptz at time zone $6)), date_trunc('day', (((case when isfinite(($7::timestamptz)::timestamptz) then ($7::timestamptz)::timestamptz end))::timestamptz at time zone $6)) + 10000 * interval '1 day') end), interval '1 day') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p8"
), "b1" as materialized (
  select least(date_trunc('day', (("t0"."placed_at")::timestamptz at time zone $11)) at time zone $11, ((date_trunc('day', (("t0"."placed_at")::timestamptz at time zone $11)) - interval '1 microsecond') at time zone $11) + interval '1 microsecond') as "d0", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $12
  ) "t0"
  where (("t0"."placed_at" >= $13::timestamptz) and ("t0"."placed_at" < $14::timestamptz))
  group by date_trunc('day', (("t0"."placed_at")::timestamptz at time zone $11))
), "b6" as materialized (
  select "p3"."start" as "d0", count(*) as "a1", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $15
  ) "t2"
  join "p3" on ("t2"."placed_at" < least("p3"."next", $16::timestamptz))
  group by 1
), "b11" as materialized (
  select "p8"."start" as "d0", count(*) as "a2", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $17
  ) "t7"
  join "p8" on ("t7"."placed_at" < least("p8"."next", $18::timestamptz)) and ("t7"."placed_at" >= least(date_trunc('quarter', (((case when date_trunc('day', ($19)::interval) = interval '0' then (least("p8"."next", $20::timestamptz))::timestamptz - ($19)::interval else ((((least("p8"."next", $20::timestamptz))::timestamptz at time zone $21) - date_trunc('day', ($19)::interval)) at time zone $21 - (($19)::interval - date_trunc('day', ($19)::interval))) end))::timestamptz at time zone $22)) at time zone $22, ((date_trunc('quarter', (((case when date_trunc('day', ($19)::interval) = interval '0' then (least("p8"."next", $20::timestamptz))::timestamptz - ($19)::interval else ((((least("p8"."next", $20::timestamptz))::timestamptz at time zone $21) - date_trunc('day', ($19)::interval)) at time zone $21 - (($19)::interval - date_trunc('day', ($19)::interval))) end))::timestamptz at time zone $22)) - interval '1 microsecond') at time zone $22) + interval '1 microsecond'))
  group by 1
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", coalesce(max("a1"), 0) as "a1", coalesce(max("a2"), 0) as "a2", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", (
      select "a1"
      from "b6"
      where false
    ), (
      select "a2"
      from "b11"
      where false
    ), true as "own", false as "moved"
    from "b1"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), "a1", (
      select "a2"
      from "b11"
      where false
    ), false as "own", false as "moved"
    from "b6"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b6"
      where false
    ), "a2", false as "own", false as "moved"
    from "b11"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('placedAt', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'soFar', "g"."w0", 'ordersEver', "g"."a1", 'ordersThisQuarter', "g"."a2")::text
  from (
    select "g".*, sum("g"."a0") over (partition by "set" order by "g"."d0" asc nulls last) as "w0"
    from (
      select *
      from "g"
      where "set" in (0) and ("own")
    ) "g"
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $23::bigint
)
union all (
  select 'periods'::text, count(*)::text
  from "p3"
)
union all (
  select 'periods'::text, count(*)::text
  from "p8"
);
