with "b1" as materialized (
  select date_trunc('year', ((case when false then "t0"."born_on" end))::date::timestamp)::date as "d0", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."agents" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  group by date_trunc('year', ((case when false then "t0"."born_on" end))::date::timestamp)::date
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
    select "at"::date as "start", ("at" + interval '1 year')::date as "next"
    from generate_series(date_trunc('year', (case when isfinite(("r3"."least")::date) then ("r3"."least")::date end)::timestamp), (case when date_trunc('year', (case when isfinite(("r3"."greatest")::date) then ("r3"."greatest")::date end)::timestamp) is not null then least(date_trunc('year', (case when isfinite(("r3"."greatest")::date) then ("r3"."greatest")::date end)::timestamp), date_trunc('year', (case when isfinite(("r3"."least")::date) then ("r3"."least")::date end)::timestamp) + 10000 * interval '1 year') end), interval '1 year') "s"("at")
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
  select '0'::text, json_build_object('bornOn', (case when isfinite(("g"."d0")::date) then ("g"."d0")::date::text end), 'agentCount', "g"."a0")::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $2::bigint
)
union all (
  select 'periods'::text, count(*)::text
  from "p2"
);
