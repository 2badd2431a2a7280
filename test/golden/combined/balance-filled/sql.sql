with "b1" as materialized (
  select "i"."d0", sum("i"."v0") as "a0", 0 as "set"
  from (
    select date_trunc('week', ("t0"."day")::date::timestamp)::date as "d0", ((array_agg(("t0"."balance") order by "t0"."day" desc nulls last))[1]) as "v0"
    from (
      select *
      from "trade"."balances" "s"
      where "s"."tenant_id" = $1
    ) "t0"
    where (("t0"."day" between $2::date and $3::date))
    group by date_trunc('week', ("t0"."day")::date::timestamp)::date, "t0"."wallet"
  ) "i"
  group by "i"."d0"
), "b3" as materialized (
  select date_trunc('week', ("t2"."day")::date::timestamp)::date as "d0", count(*) as "a1", 0 as "set"
  from (
    select *
    from "trade"."balances" "s"
    where "s"."tenant_id" = $4
  ) "t2"
  where (("t2"."day" between $5::date and $6::date))
  group by date_trunc('week', ("t2"."day")::date::timestamp)::date
), "p4" as materialized (
  select "p4".*
  from (
    select "at"::date as "start", ("at" + interval '7 days')::date as "next"
    from generate_series(date_trunc('week', (case when isfinite(($7::date)::date) then ($7::date)::date end)::timestamp), (case when date_trunc('week', (case when isfinite(((((($8::date)::date + ($9)::interval)::date)::date - ($10)::interval)::date)::date) then ((((($8::date)::date + ($9)::interval)::date)::date - ($10)::interval)::date)::date end)::timestamp) is not null then least(date_trunc('week', (case when isfinite(((((($8::date)::date + ($9)::interval)::date)::date - ($10)::interval)::date)::date) then ((((($8::date)::date + ($9)::interval)::date)::date - ($10)::interval)::date)::date end)::timestamp), date_trunc('week', (case when isfinite(($7::date)::date) then ($7::date)::date end)::timestamp) + 10000 * interval '7 days') end), interval '7 days') "s"("at")
  ) "p4"
), "g" as materialized (
  select "set", "d0", max("a0") as "a0", coalesce(max("a1"), 0) as "a1"
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
    union all
    select 0, "p4"."start", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b3"
      where false
    )
    from "p4"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('day', (case when isfinite(("g"."d0")::date) then ("g"."d0")::date::text end), 'held', ("g"."a0")::text, 'entries', "g"."a1", 'soFar', coalesce((case when "g"."d0" is not null then "g"."w0" end), 0))::text
  from (
    select "g".*, sum("g"."a1") over (partition by "set" order by "g"."d0" asc nulls last) as "w0"
    from "g"
    where "set" in (0)
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $11::bigint
)
union all (
  select 'periods'::text, count(*)::text
  from "p4"
);
