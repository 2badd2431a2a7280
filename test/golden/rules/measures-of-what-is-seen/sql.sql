with "b1" as materialized (
  select least(date_trunc('month', (("t0"."opened_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('month', (("t0"."opened_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", "t2"."level" as "d1", count(*) as "a0", sum(("t0"."minutes")) as "a1", count(distinct ("t2"."agent_id")) as "a2", case grouping(date_trunc('month', (("t0"."opened_at")::timestamptz at time zone $1)), "t2"."level") when 0 then 0 when 3 then 1 end as "set"
  from (
    select "s".*
    from (
      select *
      from "trade"."tickets" "s"
      where "s"."tenant_id" = $2
    ) "s"
    where (("s"."region" = any($3)))
  ) "t0"
  left join (
    select *
    from "trade"."agents" "s"
    where "s"."tenant_id" = $4
  ) "t2" on "t2"."agent_id" = "t0"."agent_id"
  group by grouping sets ((date_trunc('month', (("t0"."opened_at")::timestamptz at time zone $1)), 2), ())
), "b4" as materialized (
  select sum(("t3"."words")) as "a3", 1 as "set"
  from (
    select "s".*
    from (
      select "s".*
      from "trade"."replies" "s"
      where exists (
        select 1
        from "trade"."tickets" "p0"
        where "p0"."ticket_id" = "s"."ticket_id" and "p0"."tenant_id" = $5
      )
    ) "s"
    where (("s"."seen"))
  ) "t3"
), "g" as materialized (
  select "set", "d0", "d1", coalesce(max("a0"), 0) as "a0", max("a1") as "a1", coalesce(max("a2"), 0) as "a2", max("a3") as "a3"
  from (
    select "set", "d0", "d1", "a0", "a1", "a2", (
      select "a3"
      from "b4"
      where false
    )
    from "b1"
    union all
    select "set", (
      select "d0"
      from "b1"
      where false
    ), (
      select "d1"
      from "b1"
      where false
    ), (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b1"
      where false
    ), (
      select "a2"
      from "b1"
      where false
    ), "a3"
    from "b4"
  ) "u"
  group by 1, 2, 3
) (
  select '0'::text, json_build_object('openedAt', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'agent', json_build_object('level', "g"."d1"), 'ticketCount', "g"."a0", 'ticketCountShare', ((("g"."a0")::numeric / nullif(((
    select "a0"
    from "g"
    where "set" = 1
  ))::numeric, 0)))::text, 'spent', ("g"."a1")::text)::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last, "g"."d1" asc nulls last
  limit $6::bigint
)
union all (
  select '1'::text, json_build_object('ticketCount', "g"."a0", 'agents', "g"."a2", 'wordsEach', ((("g"."a3")::numeric / nullif(("g"."a0")::numeric, 0)))::text)::text
  from "g"
  where "set" = 1
);
