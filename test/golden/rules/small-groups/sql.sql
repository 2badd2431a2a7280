with "g" as materialized (
  select "t0"."grade" as "d0", (date_trunc('month', "t0"."paid_at")::date) as "d1", "t2"."level" as "d2", sum(("t0"."amount")) as "a0", count(*) as "a1", avg(("t0"."amount")) as "a2", case grouping("t0"."grade", (date_trunc('month', "t0"."paid_at")::date), "t2"."level") when 0 then 0 when 7 then 1 end as "set"
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
  left join (
    select *
    from "trade"."agents" "s"
    where "s"."tenant_id" = $3
  ) "t2" on "t2"."agent_id" = "t0"."agent_id"
  group by grouping sets ((1, 2, 3), ())
) (
  select '0'::text, json_build_object('grade', ("g"."d0")::text, 'month', (case when isfinite(("g"."d1")::date) then ("g"."d1")::date::text end), 'agent', json_build_object('level', "g"."d2"), 'paid', ("g"."a0")::text, 'wageCount', "g"."a1")::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last, "g"."d1" asc nulls last, "g"."d2" asc nulls last
  limit $4::bigint
)
union all (
  select '1'::text, json_build_object('paid', ("g"."a0")::text, 'wageCount', "g"."a1", 'meanWage', ("g"."a2")::text)::text
  from "g"
  where "set" = 1
);
