with "b1" as materialized (
  select least((date_trunc('year', (("t0"."placed_at")::timestamptz at time zone $1) + interval '9 months') - interval '9 months') at time zone $1, (((date_trunc('year', (("t0"."placed_at")::timestamptz at time zone $1) + interval '9 months') - interval '9 months') - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  group by (date_trunc('year', (("t0"."placed_at")::timestamptz at time zone $1) + interval '9 months') - interval '9 months')
), "b3" as materialized (
  select least((date_trunc('year', (("t2"."refunded_at")::timestamptz at time zone $3) + interval '9 months') - interval '9 months') at time zone $3, (((date_trunc('year', (("t2"."refunded_at")::timestamptz at time zone $3) + interval '9 months') - interval '9 months') - interval '1 microsecond') at time zone $3) + interval '1 microsecond') as "d0", count(*) as "a1", 0 as "set"
  from (
    select *
    from "trade"."refunds" "s"
    where "s"."tenant_id" = $4
  ) "t2"
  group by (date_trunc('year', (("t2"."refunded_at")::timestamptz at time zone $3) + interval '9 months') - interval '9 months')
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", coalesce(max("a1"), 0) as "a1"
  from (
    select "set", "d0", "a0", (
      select "a1"
      from "b3"
      where false
    )
    from "b1"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), "a1"
    from "b3"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('time', (case when not isfinite(("g"."d0")::timestamptz) then null when extract(second from ((("g"."d0")::timestamptz at time zone $5) - (("g"."d0")::timestamptz at time zone 'UTC'))) = 0 then replace((("g"."d0")::timestamptz at time zone $5)::text, ' ', 'T') || case when ((("g"."d0")::timestamptz at time zone $5) - (("g"."d0")::timestamptz at time zone 'UTC')) < interval '0' then '-' else '+' end || to_char(greatest(((("g"."d0")::timestamptz at time zone $5) - (("g"."d0")::timestamptz at time zone 'UTC')), -((("g"."d0")::timestamptz at time zone $5) - (("g"."d0")::timestamptz at time zone 'UTC'))), 'HH24:MI') else (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end) end), 'orderMetrics', json_build_object('orderCount', "g"."a0"), 'refundMetrics', json_build_object('refundCount', "g"."a1"))::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $6::bigint
);
