select json_build_object('id', ("t1"."agent_id")::text)::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."agent_id" as "sluice_o0"
  from (
    select *
    from "trade"."agents" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where exists (
    select 1
    from (
      select "s".*
      from (
        select *
        from "trade"."tickets" "s"
        where "s"."tenant_id" = $2
      ) "s"
      where (("s"."region" = any($3)))
    ) "t2"
    where "t2"."agent_id" = "t0"."agent_id" and ("t2"."opened_at" >= $4::timestamptz)
  )
  order by "t0"."agent_id" asc
  limit $5::bigint
) "t1"
order by "t1"."sluice_o0" asc;

select json_build_object('id', ("t1"."agent_id")::text)::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."agent_id" as "sluice_o0"
  from (
    select *
    from "trade"."agents" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where ((exists (
    select 1
    from (
      select "s".*
      from (
        select *
        from "trade"."tickets" "s"
        where "s"."tenant_id" = $2
      ) "s"
      where (("s"."region" = any($3)))
    ) "t2"
    where "t2"."agent_id" = "t0"."agent_id" and ("t2"."opened_at" >= $4::timestamptz)
  )) is not true)
  order by "t0"."agent_id" asc
  limit $5::bigint
) "t1"
order by "t1"."sluice_o0" asc;

select json_build_object('id', ("t1"."agent_id")::text)::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."agent_id" as "sluice_o0"
  from (
    select *
    from "trade"."agents" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where ((exists (
    select 1
    from (
      select "s".*
      from (
        select *
        from "trade"."tickets" "s"
        where "s"."tenant_id" = $2
      ) "s"
      where (("s"."region" = any($3)))
    ) "t2"
    where "t2"."agent_id" = "t0"."agent_id" and ((("t2"."opened_at" >= $4::timestamptz)) is not true)
  )) is not true)
  order by "t0"."agent_id" asc
  limit $5::bigint
) "t1"
order by "t1"."sluice_o0" asc;
