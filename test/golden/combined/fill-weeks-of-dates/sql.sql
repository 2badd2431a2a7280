with "b1" as materialized (
  select (date_trunc('week', ("t0"."due_on")::date::timestamp + interval '1 days') - interval '1 days')::date as "d0", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where (("t0"."due_on" between $2::date and $3::date))
  group by (date_trunc('week', ("t0"."due_on")::date::timestamp + interval '1 days') - interval '1 days')::date
), "p2" as materialized (
  select "p2".*
  from (
    select "at"::date as "start", ("at" + interval '7 days')::date as "next"
    from generate_series((date_trunc('week', (case when isfinite(($4::date)::date) then ($4::date)::date end)::timestamp + interval '1 days') - interval '1 days'), (case when (date_trunc('week', (case when isfinite(((((($5::date)::date + ($6)::interval)::date)::date - ($7)::interval)::date)::date) then ((((($5::date)::date + ($6)::interval)::date)::date - ($7)::interval)::date)::date end)::timestamp + interval '1 days') - interval '1 days') is not null then least((date_trunc('week', (case when isfinite(((((($5::date)::date + ($6)::interval)::date)::date - ($7)::interval)::date)::date) then ((((($5::date)::date + ($6)::interval)::date)::date - ($7)::interval)::date)::date end)::timestamp + interval '1 days') - interval '1 days'), (date_trunc('week', (case when isfinite(($4::date)::date) then ($4::date)::date end)::timestamp + interval '1 days') - interval '1 days') + 10000 * interval '7 days') end), interval '7 days') "s"("at")
  ) "p2"
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0"
  from (
    select "set", "d0", "a0"
    from "b1"
    union all
    select 0, "p2"."start", (
      select "a0"
      from "b1"
      where false
    )
    from "p2"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('dueOn', (case when isfinite(("g"."d0")::date) then ("g"."d0")::date::text end), 'orderCount', "g"."a0")::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $8::bigint
)
union all (
  select 'periods'::text, count(*)::text
  from "p2"
);
