with "b1" as materialized (
  select ((date_trunc('year', ("t0"."due_on")::date::timestamp)::date)::timestamp at time zone $1) as "d0", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  where ((("t0"."due_on")::timestamp at time zone $3) >= $4::timestamptz)
  group by 1
), "b3" as materialized (
  select least(date_trunc('year', (("t2"."refunded_at")::timestamptz at time zone $5)) at time zone $5, ((date_trunc('year', (("t2"."refunded_at")::timestamptz at time zone $5)) - interval '1 microsecond') at time zone $5) + interval '1 microsecond') as "d0", count(*) as "a1", sum(("t2"."amount")) as "a2", 0 as "set"
  from (
    select *
    from "trade"."refunds" "s"
    where "s"."tenant_id" = $6
  ) "t2"
  where ("t2"."refunded_at" >= $7::timestamptz)
  group by date_trunc('year', (("t2"."refunded_at")::timestamptz at time zone $5))
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
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('time', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'orderMetrics', json_build_object('orderCount', "g"."a0"), 'refundMetrics', json_build_object('refundCount', "g"."a1", 'refunded', ("g"."a2")::text))::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $8::bigint
);
