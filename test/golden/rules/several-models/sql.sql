with "b1" as materialized (
  select "t2"."level" as "d0", count(*) as "a0", 0 as "set"
  from (
    select "s".*
    from (
      select *
      from "trade"."tickets" "s"
      where "s"."tenant_id" = $1
    ) "s"
    left join (
      select *
      from "trade"."agents" "s"
      where "s"."tenant_id" = $2
    ) "s1" on "s1"."agent_id" = "s"."agent_id"
    where (("s1"."login" = $3))
  ) "t0"
  left join (
    select *
    from "trade"."agents" "s"
    where "s"."tenant_id" = $4
  ) "t2" on "t2"."agent_id" = "t0"."agent_id"
  group by 1
), "b4" as materialized (
  select "t3"."level" as "d0", count(*) as "a1", 0 as "set"
  from (
    select *
    from "trade"."agents" "s"
    where "s"."tenant_id" = $5
  ) "t3"
  group by 1
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", coalesce(max("a1"), 0) as "a1"
  from (
    select "set", "d0", "a0", (
      select "a1"
      from "b4"
      where false
    )
    from "b1"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), "a1"
    from "b4"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('agent', json_build_object('level', "g"."d0"), 'ticketMetrics', json_build_object('ticketCount', "g"."a0"), 'agentMetrics', json_build_object('agentCount', "g"."a1"))::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $6::bigint
);
