with "b1" as materialized (
  select "i"."d0", sum("i"."v0") as "a0", sum("i"."v1") as "a1", 0 as "set"
  from (
    select least(date_trunc('year', (("t2"."created_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('year', (("t2"."created_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", ((array_agg(("t0"."balance") order by "t0"."day" desc nulls last))[1]) as "v0", ((array_agg(("t0"."balance") order by "t0"."day" asc nulls last))[1]) as "v1"
    from (
      select *
      from "trade"."balances" "s"
      where "s"."tenant_id" = $2
    ) "t0"
    left join (
      select *
      from "trade"."customers" "s"
      where "s"."tenant_id" = $3
    ) "t2" on "t2"."customer_id" = "t0"."customer_id"
    group by date_trunc('year', (("t2"."created_at")::timestamptz at time zone $1)), "t0"."wallet"
  ) "i"
  group by "i"."d0"
), "b4" as materialized (
  select least(date_trunc('year', (("t5"."created_at")::timestamptz at time zone $4)) at time zone $4, ((date_trunc('year', (("t5"."created_at")::timestamptz at time zone $4)) - interval '1 microsecond') at time zone $4) + interval '1 microsecond') as "d0", count(*) as "a2", 0 as "set"
  from (
    select *
    from "trade"."balances" "s"
    where "s"."tenant_id" = $5
  ) "t3"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $6
  ) "t5" on "t5"."customer_id" = "t3"."customer_id"
  group by date_trunc('year', (("t5"."created_at")::timestamptz at time zone $4))
), "g" as materialized (
  select "set", "d0", max("a0") as "a0", max("a1") as "a1", coalesce(max("a2"), 0) as "a2"
  from (
    select "set", "d0", "a0", "a1", (
      select "a2"
      from "b4"
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
    ), "a2"
    from "b4"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('customer', json_build_object('createdAt', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end)), 'held', ("g"."a0")::text, 'opening', ("g"."a1")::text, 'entries', "g"."a2")::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $7::bigint
);
