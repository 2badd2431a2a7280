with "b1" as materialized (
  select least(date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  where ("t0"."placed_at" >= $3::timestamptz)
  group by date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1))
), "b3" as materialized (
  select least(date_trunc('quarter', (("t2"."refunded_at")::timestamptz at time zone $4)) at time zone $4, ((date_trunc('quarter', (("t2"."refunded_at")::timestamptz at time zone $4)) - interval '1 microsecond') at time zone $4) + interval '1 microsecond') as "d0", sum(("t2"."amount")) as "a1", 0 as "set"
  from (
    select *
    from "trade"."refunds" "s"
    where "s"."tenant_id" = $5
  ) "t2"
  where ("t2"."refunded_at" >= $6::timestamptz)
  group by date_trunc('quarter', (("t2"."refunded_at")::timestamptz at time zone $4))
), "b5" as materialized (
  select least(date_trunc('quarter', (("t4"."refunded_at")::timestamptz at time zone $7)) at time zone $7, ((date_trunc('quarter', (("t4"."refunded_at")::timestamptz at time zone $7)) - interval '1 microsecond') at time zone $7) + interval '1 microsecond') as "d0", sum(("t4"."amount")) as "a2", 0 as "set"
  from (
    select *
    from "trade"."refunds" "s"
    where "s"."tenant_id" = $8
  ) "t4"
  where ("t4"."refunded_at" >= $9::timestamptz)
  group by date_trunc('quarter', (("t4"."refunded_at")::timestamptz at time zone $7))
), "g" as materialized (
  select "set", "d0", max("a0") as "a0", max("a1") as "a1", max("a2") as "a2", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", (
      select "a1"
      from "b3"
      where false
    ), (
      select "a2"
      from "b5"
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
      from "b5"
      where false
    ), false as "own", false as "moved"
    from "b3"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b3"
      where false
    ), "a2", true as "own", false as "moved"
    from "b5"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('time', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'orderMetrics', json_build_object('revenue', ("g"."a0")::text, 'netRevenue', (("g"."a0" - "g"."a1"))::text), 'refundMetrics', json_build_object('refunded', ("g"."a2")::text))::text
  from (
    select *
    from "g"
    where "set" in (0) and ("own")
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $10::bigint
);
