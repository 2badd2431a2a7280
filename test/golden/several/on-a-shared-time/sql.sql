with "b1" as materialized (
  select least(date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a0", count(*) as "a1", case grouping(date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1))) when 0 then 0 when 1 then 1 end as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  group by grouping sets ((date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1))), ())
), "b3" as materialized (
  select least(date_trunc('quarter', (("t2"."refunded_at")::timestamptz at time zone $3)) at time zone $3, ((date_trunc('quarter', (("t2"."refunded_at")::timestamptz at time zone $3)) - interval '1 microsecond') at time zone $3) + interval '1 microsecond') as "d0", sum(("t2"."amount")) as "a2", count(*) as "a4", case grouping(date_trunc('quarter', (("t2"."refunded_at")::timestamptz at time zone $3))) when 0 then 0 when 1 then 1 end as "set"
  from (
    select *
    from "trade"."refunds" "s"
    where "s"."tenant_id" = $4
  ) "t2"
  group by grouping sets ((date_trunc('quarter', (("t2"."refunded_at")::timestamptz at time zone $3))), ())
), "b5" as materialized (
  select least(date_trunc('quarter', (("t4"."seen_at")::timestamptz at time zone $5)) at time zone $5, ((date_trunc('quarter', (("t4"."seen_at")::timestamptz at time zone $5)) - interval '1 microsecond') at time zone $5) + interval '1 microsecond') as "d0", count(*) as "a3", case grouping(date_trunc('quarter', (("t4"."seen_at")::timestamptz at time zone $5))) when 0 then 0 when 1 then 1 end as "set"
  from (
    select *
    from "trade"."visits" "s"
    where "s"."tenant_id" = $6
  ) "t4"
  group by grouping sets ((date_trunc('quarter', (("t4"."seen_at")::timestamptz at time zone $5))), ())
), "g" as materialized (
  select "set", "d0", max("a0") as "a0", coalesce(max("a1"), 0) as "a1", max("a2") as "a2", coalesce(max("a4"), 0) as "a4", coalesce(max("a3"), 0) as "a3"
  from (
    select "set", "d0", "a0", "a1", (
      select "a2"
      from "b3"
      where false
    ), (
      select "a4"
      from "b3"
      where false
    ), (
      select "a3"
      from "b5"
      where false
    )
    from "b1"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b1"
      where false
    ), "a2", "a4", (
      select "a3"
      from "b5"
      where false
    )
    from "b3"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b1"
      where false
    ), (
      select "a2"
      from "b3"
      where false
    ), (
      select "a4"
      from "b3"
      where false
    ), "a3"
    from "b5"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('time', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'orderMetrics', json_build_object('revenue', ("g"."a0")::text, 'orderCount', "g"."a1"), 'refundMetrics', json_build_object('refunded', ("g"."a2")::text), 'visitMetrics', json_build_object('visitCount', "g"."a3"))::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $7::bigint
)
union all (
  select '1'::text, json_build_object('orderMetrics', json_build_object('revenue', ("g"."a0")::text), 'refundMetrics', json_build_object('refunded', ("g"."a2")::text, 'refundCount', "g"."a4"), 'visitMetrics', json_build_object('visitCount', "g"."a3"))::text
  from "g"
  where "set" = 1
);
