with "b1" as materialized (
  select least(date_trunc('month', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('month', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  where (("t0"."placed_at" >= $3::timestamptz) and ("t0"."placed_at" < $4::timestamptz))
  group by date_trunc('month', (("t0"."placed_at")::timestamptz at time zone $1))
), "b3" as materialized (
  select least(date_trunc('month', (("t2"."refunded_at")::timestamptz at time zone $5)) at time zone $5, ((date_trunc('month', (("t2"."refunded_at")::timestamptz at time zone $5)) - interval '1 microsecond') at time zone $5) + interval '1 microsecond') as "d0", count(*) as "a1", sum(("t2"."amount")) as "a2", 0 as "set"
  from (
    select *
    from "trade"."refunds" "s"
    where "s"."tenant_id" = $6
  ) "t2"
  where (("t2"."refunded_at" >= $7::timestamptz) and ("t2"."refunded_at" < $8::timestamptz))
  group by date_trunc('month', (("t2"."refunded_at")::timestamptz at time zone $5))
), "p4" as materialized (
  select "p4".*
  from (
    select "start", "next"
    from (
      select least("at" at time zone $9, (("at" - interval '1 microsecond') at time zone $9) + interval '1 microsecond') as "start", least(("at" + interval '1 month') at time zone $9, ((("at" + interval '1 month') - interval '1 microsecond') at time zone $9) + interval '1 microsecond') as "next"
      from generate_series(date_trunc('month', (((case when isfinite(($10::timestamptz)::timestamptz) then ($10::timestamptz)::timestamptz end))::timestamptz at time zone $9)), (case when date_trunc('month', (((case when isfinite(((($11::timestamptz)::timestamptz - ($12)::interval))::timestamptz) then ((($11::timestamptz)::timestamptz - ($12)::interval))::timestamptz end))::timestamptz at time zone $9)) is not null then least(date_trunc('month', (((case when isfinite(((($11::timestamptz)::timestamptz - ($12)::interval))::timestamptz) then ((($11::timestamptz)::timestamptz - ($12)::interval))::timestamptz end))::timestamptz at time zone $9)), date_trunc('month', (((case when isfinite(($10::timestamptz)::timestamptz) then ($10::timestamptz)::timestamptz end))::timestamptz at time zone $9)) + 10000 * interval '1 month') end), interval '1 month') "s"("at")
    ) "w"
    where "start" < "next"
  ) "p4"
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", coalesce(max("a1"), 0) as "a1", max("a2") as "a2"
  from (
    select "set", "d0", "a0", (
      select "a1"
      from "b3"
      where false
    ), (
      select "a2"
      from "b3"
      where false
    )
    from "b1"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), "a1", "a2"
    from "b3"
    union all
    select 0, "p4"."start", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b3"
      where false
    ), (
      select "a2"
      from "b3"
      where false
    )
    from "p4"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('time', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'orderMetrics', json_build_object('orderCount', "g"."a0"), 'refundMetrics', json_build_object('refundCount', "g"."a1", 'refunded', ("g"."a2")::text))::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $13::bigint
)
union all (
  select 'periods'::text, count(*)::text
  from "p4"
);
