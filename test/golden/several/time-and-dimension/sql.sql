with "b1" as materialized (
  select least(date_trunc('month', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('month', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", "t2"."region" as "d1", count(*) as "a0", 0 as "set"
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
  where (("t0"."placed_at" >= $4::timestamptz) and ("t0"."placed_at" < $5::timestamptz))
  group by date_trunc('month', (("t0"."placed_at")::timestamptz at time zone $1)), 2
), "b4" as materialized (
  select least(date_trunc('month', (("t3"."seen_at")::timestamptz at time zone $6)) at time zone $6, ((date_trunc('month', (("t3"."seen_at")::timestamptz at time zone $6)) - interval '1 microsecond') at time zone $6) + interval '1 microsecond') as "d0", "t5"."region" as "d1", count(distinct ("t5"."customer_id")) as "a1", count(*) as "a2", 0 as "set"
  from (
    select *
    from "trade"."visits" "s"
    where "s"."tenant_id" = $7
  ) "t3"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $8
  ) "t5" on "t5"."customer_id" = "t3"."customer_id"
  where (("t3"."seen_at" >= $9::timestamptz) and ("t3"."seen_at" < $10::timestamptz))
  group by date_trunc('month', (("t3"."seen_at")::timestamptz at time zone $6)), 2
), "g" as materialized (
  select "set", "d0", "d1", coalesce(max("a0"), 0) as "a0", coalesce(max("a1"), 0) as "a1", coalesce(max("a2"), 0) as "a2"
  from (
    select "set", "d0", "d1", "a0", (
      select "a1"
      from "b4"
      where false
    ), (
      select "a2"
      from "b4"
      where false
    )
    from "b1"
    union all
    select "set", "d0", "d1", (
      select "a0"
      from "b1"
      where false
    ), "a1", "a2"
    from "b4"
  ) "u"
  group by 1, 2, 3
) (
  select '0'::text, json_build_object('time', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'customer', json_build_object('region', ("g"."d1")::text), 'orderMetrics', json_build_object('orderCount', "g"."a0"), 'visitMetrics', json_build_object('visitors', "g"."a1", 'visitCount', "g"."a2"))::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last, "g"."d1" asc nulls last
  limit $11::bigint
);
