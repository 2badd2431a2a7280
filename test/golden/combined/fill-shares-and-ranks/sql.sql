with "b1" as materialized (
  select least(date_trunc('month', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('month', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a0", case grouping(date_trunc('month', (("t0"."placed_at")::timestamptz at time zone $1))) when 1 then 0 when 0 then 1 end as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  where (("t0"."placed_at" >= $3::timestamptz) and ("t0"."placed_at" < $4::timestamptz))
  group by grouping sets ((), (date_trunc('month', (("t0"."placed_at")::timestamptz at time zone $1))))
), "p2" as materialized (
  select "p2".*
  from (
    select "start", "next"
    from (
      select least("at" at time zone $5, (("at" - interval '1 microsecond') at time zone $5) + interval '1 microsecond') as "start", least(("at" + interval '1 month') at time zone $5, ((("at" + interval '1 month') - interval '1 microsecond') at time zone $5) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('month', (((case when isfinite(($6::timestamptz)::timestamptz) then ($6::timestamptz)::timestamptz end))::timestamptz at time zone $5)), (case when date_trunc('month', (((case when isfinite(((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz) then ((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz end))::timestamptz at time zone $5)) is not null then least(date_trunc('month', (((case when isfinite(((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz) then ((($7::timestamptz)::timestamptz - ($8)::interval))::timestamptz end))::timestamptz at time zone $5)), date_trunc('month', (((case when isfinite(($6::timestamptz)::timestamptz) then ($6::timestamptz)::timestamptz end))::timestamptz at time zone $5)) + 10000 * interval '1 month') end), interval '1 month') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p2"
), "g" as materialized (
  select "set", "d0", max("a0") as "a0"
  from (
    select "set", "d0", "a0"
    from "b1"
    union all
    select 1, "p2"."start", (
      select "a0"
      from "b1"
      where false
    )
    from "p2"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('placedAt', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'part', ((("g"."a0")::numeric / nullif(((
    select "a0"
    from "g"
    where "set" = 0
  ))::numeric, 0)))::text, 'place', ("g"."w0")::text)::text
  from (
    select "g".*, rank() over (partition by "set" order by "g"."a0" desc nulls last) as "w0"
    from "g"
  ) "g"
  where "set" = 1
  order by "g"."d0" asc nulls last
  limit $9::bigint
)
union all (
  select 'periods'::text, count(*)::text
  from "p2"
);
