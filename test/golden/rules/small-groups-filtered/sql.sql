select '0'::text, json_build_object('paid', ("g"."a0")::text, 'wageCount', "g"."a1")::text
from (
  select sum(("t0"."amount")) as "a0", count(*) as "a1"
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
  where ((("t0"."grade" = $3)) is not true)
) "g";

select '0'::text, json_build_object('paid', ("g"."a0")::text)::text
from (
  select sum(("t0"."amount")) as "a0"
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
  where ((date_trunc('month', "t0"."paid_at")::date) >= $3::date)
) "g";

select '0'::text, json_build_object('month', (case when isfinite(("g"."d0")::date) then ("g"."d0")::date::text end), 'paid', ("g"."a0")::text, 'ofB', ("g"."a1")::text)::text
from (
  select (date_trunc('month', "t0"."paid_at")::date) as "d0", sum(("t0"."amount")) as "a0", sum(("t0"."amount")) filter (where ("t0"."grade" = $1)) as "a1"
  from (
    select *
    from (
      select *, max("sluice_place") filter (where "sluice_member" is not null) over (partition by "sluice_by0", "sluice_by1", "sluice_by2") as "sluice_size"
      from (
        select "s".*, "s"."grade" as "sluice_by0", (date_trunc('month', "s"."paid_at")::date) as "sluice_by1", "s1"."level" as "sluice_by2", ("s1"."agent_id") as "sluice_member", dense_rank() over (partition by "s"."grade", (date_trunc('month', "s"."paid_at")::date), "s1"."level" order by ("s1"."agent_id")) as "sluice_place"
        from (
          select *
          from "trade"."wages" "s"
          where "s"."tenant_id" = $2
        ) "s"
        left join (
          select *
          from "trade"."agents" "s"
          where "s"."tenant_id" = $3
        ) "s1" on "s1"."agent_id" = "s"."agent_id"
      ) "s"
    ) "s"
    where "sluice_size" >= 3
  ) "t0"
  left join (
    select *
    from "trade"."agents" "s"
    where "s"."tenant_id" = $4
  ) "t1" on "t1"."agent_id" = "t0"."agent_id"
  where ("t1"."level" = $5::integer)
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $6::bigint;
