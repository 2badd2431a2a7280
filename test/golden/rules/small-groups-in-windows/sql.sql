with "g" as materialized (
  select "t0"."grade" as "d0", sum(("t0"."amount")) as "a0", 0 as "set"
  from (
    select *
    from (
      select *, max("sluice_place") filter (where "sluice_member" is not null) over (partition by "sluice_by0", "sluice_by1", "sluice_by2") as "sluice_size"
      from (
        select "s".*, "s"."grade" as "sluice_by0", (date_trunc('month', "s"."paid_at")::date) as "sluice_by1", "s1"."level" as "sluice_by2", ("s1"."agent_id") as "sluice_member", dense_rank() over (partition by "s"."grade", (date_trunc('month', "s"."paid_at")::date), "s1"."level" order by ("s1"."agent_id")) as "sluice_place"
        from (
          select *
          from "trade"."wages" "s"
          where "s"."tenant_id" = $1
        ) "s"
        left join (
          select *
          from "trade"."agents" "s"
          where "s"."tenant_id" = $2
        ) "s1" on "s1"."agent_id" = "s"."agent_id"
      ) "s"
    ) "s"
    where "sluice_size" >= 3
  ) "t0"
  group by 1
), "k0" as materialized (
  select *, "place" > 0 + $3::bigint as "rest"
  from (
    select "g".*, row_number() over (order by "g"."a0" desc nulls last, "g"."d0" asc nulls last) as "place"
    from "g"
    where "set" = 0
  ) "r"
) (
  select '0'::text, json_build_object('grade', ("g"."d0")::text, 'paid', ("g"."a0")::text)::text
  from "k0" "g"
  where not "rest" and "place" > 0
  order by "place"
)
union all (
  select '0'::text, json_build_object('grade', (null)::text, 'paid', ("g"."a0")::text)::text
  from (
    select *
    from (
      select sum("a0") as "a0"
      from "k0"
      where "rest"
    ) "sums"
  ) "g"
  where exists (
    select 1
    from "k0"
    where "rest"
  )
);

with "b1" as materialized (
  select date_trunc('quarter', ((date_trunc('month', "t0"."paid_at")::date))::date::timestamp)::date as "d0", sum(("t0"."amount")) as "a0", count(*) as "a3", case grouping(date_trunc('quarter', ((date_trunc('month', "t0"."paid_at")::date))::date::timestamp)::date) when 0 then 0 when 1 then 1 end as "set"
  from (
    select *
    from (
      select *, max("sluice_place") filter (where "sluice_member" is not null) over (partition by "sluice_by0", "sluice_by1", "sluice_by2") as "sluice_size"
      from (
        select "s".*, "s"."grade" as "sluice_by0", (date_trunc('month', "s"."paid_at")::date) as "sluice_by1", "s1"."level" as "sluice_by2", ("s1"."agent_id") as "sluice_member", dense_rank() over (partition by "s"."grade", (date_trunc('month', "s"."paid_at")::date), "s1"."level" order by ("s1"."agent_id")) as "sluice_place"
        from (
          select *
          from "trade"."wages" "s"
          where "s"."tenant_id" = $1
        ) "s"
        left join (
          select *
          from "trade"."agents" "s"
          where "s"."tenant_id" = $2
        ) "s1" on "s1"."agent_id" = "s"."agent_id"
      ) "s"
    ) "s"
    where "sluice_size" >= 3
  ) "t0"
  group by grouping sets ((date_trunc('quarter', ((date_trunc('month', "t0"."paid_at")::date))::date::timestamp)::date), ())
), "b7" as materialized (
  select date_trunc('quarter', ((((date_trunc('month', "t6"."paid_at")::date))::date - ($3)::interval)::date)::date::timestamp)::date as "d0", sum(("t6"."amount")) as "a2", 0 as "set"
  from (
    select *
    from (
      select *, max("sluice_place") filter (where "sluice_member" is not null) over (partition by "sluice_by0", "sluice_by1", "sluice_by2") as "sluice_size"
      from (
        select "s".*, "s"."grade" as "sluice_by0", (date_trunc('month', "s"."paid_at")::date) as "sluice_by1", "s1"."level" as "sluice_by2", ("s1"."agent_id") as "sluice_member", dense_rank() over (partition by "s"."grade", (date_trunc('month', "s"."paid_at")::date), "s1"."level" order by ("s1"."agent_id")) as "sluice_place"
        from (
          select *
          from "trade"."wages" "s"
          where "s"."tenant_id" = $4
        ) "s"
        left join (
          select *
          from "trade"."agents" "s"
          where "s"."tenant_id" = $5
        ) "s1" on "s1"."agent_id" = "s"."agent_id"
      ) "s"
    ) "s"
    where "sluice_size" >= 3
  ) "t6"
  group by date_trunc('quarter', ((((date_trunc('month', "t6"."paid_at")::date))::date - ($3)::interval)::date)::date::timestamp)::date
), "p3" as materialized (
  select "p3".*
  from (
    select distinct "d0" as "at"
    from "b1"
    where "set" = 0 union
    select distinct "d0" as "at"
    from "b7"
    where "set" = 0
  ) "r4"
  cross join lateral (
    select "at"::date as "start", ("at" + interval '3 months')::date as "next"
    from generate_series(date_trunc('quarter', (case when isfinite(("r4"."at")::date) then ("r4"."at")::date end)::timestamp), date_trunc('quarter', (case when isfinite(("r4"."at")::date) then ("r4"."at")::date end)::timestamp), interval '3 months') "s"("at")
  ) "p3"
), "b5" as materialized (
  select "p3"."start" as "d0", sum("j"."a1") as "a1", 0 as "set"
  from (
    select date_trunc('day', ((date_trunc('month', "t2"."paid_at")::date))::date::timestamp)::date as "day", sum(("t2"."amount")) as "a1"
    from (
      select *
      from (
        select *, max("sluice_place") filter (where "sluice_member" is not null) over (partition by "sluice_by0", "sluice_by1", "sluice_by2") as "sluice_size"
        from (
          select "s".*, "s"."grade" as "sluice_by0", (date_trunc('month', "s"."paid_at")::date) as "sluice_by1", "s1"."level" as "sluice_by2", ("s1"."agent_id") as "sluice_member", dense_rank() over (partition by "s"."grade", (date_trunc('month', "s"."paid_at")::date), "s1"."level" order by ("s1"."agent_id")) as "sluice_place"
          from (
            select *
            from "trade"."wages" "s"
            where "s"."tenant_id" = $6
          ) "s"
          left join (
            select *
            from "trade"."agents" "s"
            where "s"."tenant_id" = $7
          ) "s1" on "s1"."agent_id" = "s"."agent_id"
        ) "s"
      ) "s"
      where "sluice_size" >= 3
    ) "t2"
    group by date_trunc('day', ((date_trunc('month', "t2"."paid_at")::date))::date::timestamp)::date
  ) "j"
  join "p3" on ("j"."day" < "p3"."next")
  group by 1
), "g" as materialized (
  select "set", "d0", max("a0") as "a0", coalesce(max("a3"), 0) as "a3", max("a1") as "a1", max("a2") as "a2", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", "a3", (
      select "a1"
      from "b5"
      where false
    ), (
      select "a2"
      from "b7"
      where false
    ), true as "own", false as "moved"
    from "b1"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a3"
      from "b1"
      where false
    ), "a1", (
      select "a2"
      from "b7"
      where false
    ), false as "own", false as "moved"
    from "b5"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a3"
      from "b1"
      where false
    ), (
      select "a1"
      from "b5"
      where false
    ), "a2", false as "own", true as "moved"
    from "b7"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('month', (case when isfinite(("g"."d0")::date) then ("g"."d0")::date::text end), 'paid', ("g"."a0")::text, 'paidEver', ("g"."a1")::text, 'before', ("g"."a2")::text)::text
  from (
    select *
    from (
      select *, min("d0") filter (where "own") over (partition by "set") as "min", max("d0") filter (where "own") over (partition by "set") as "max"
      from "g"
      where "set" in (0)
    ) "g"
    where "own" or ("moved" and "d0" between "min" and "max")
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $8::bigint
)
union all (
  select '1'::text, json_build_object('wageCount', "g"."a3")::text
  from "g"
  where "set" = 1
);
