with "b1" as materialized (
  select least(date_trunc('quarter', (("t0"."refunded_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('quarter', (("t0"."refunded_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", count(*) as "a0", sum(("t0"."amount")) as "a1", 0 as "set"
  from (
    select *
    from "trade"."refunds" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  group by date_trunc('quarter', (("t0"."refunded_at")::timestamptz at time zone $1))
), "p2" as materialized (
  select "p2".*
  from (
    select min("at") as "least", max("at") as "greatest"
    from (
      select "d0" as "at"
      from "b1"
      where "set" = 0
    ) "u"
  ) "r3"
  cross join lateral (
    select "start", "next"
    from (
      select least("at" at time zone $3, (("at" - interval '1 microsecond') at time zone $3) + interval '1 microsecond') as "start", least(("at" + interval '3 months') at time zone $3, ((("at" + interval '3 months') - interval '1 microsecond') at time zone $3) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('quarter', (((case when isfinite(("r3"."least")::timestamptz) then ("r3"."least")::timestamptz end))::timestamptz at time zone $3)), (case when date_trunc('quarter', (((case when isfinite(("r3"."greatest")::timestamptz) then ("r3"."greatest")::timestamptz end))::timestamptz at time zone $3)) is not null then least(date_trunc('quarter', (((case when isfinite(("r3"."greatest")::timestamptz) then ("r3"."greatest")::timestamptz end))::timestamptz at time zone $3)), date_trunc('quarter', (((case when isfinite(("r3"."least")::timestamptz) then ("r3"."least")::timestamptz end))::timestamptz at time zone $3)) + 10000 * interval '3 months') end), interval '3 months') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p2"
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", max("a1") as "a1"
  from (
    select "set", "d0", "a0", "a1"
    from "b1"
    union all
    select 0, "p2"."start", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b1"
      where false
    )
    from "p2"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('refundedAt', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'refundCount', "g"."a0", 'refunded', ("g"."a1")::text)::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $4::bigint
)
union all (
  select 'periods'::text, count(*)::text
  from "p2"
);
