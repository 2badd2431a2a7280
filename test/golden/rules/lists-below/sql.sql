select json_build_object('id', ("t1"."agent_id")::text, 'tickets', "c7"."json", 'ticketMetrics', json_build_object('ticketCount', "b9"."a0", 'spent', ("b9"."a1")::text))::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."agent_id" as "sluice_o0"
  from (
    select *
    from "trade"."agents" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  order by "t0"."agent_id" asc
  limit $2::bigint
) "t1"
left join lateral (
  select json_build_object('totalCount', (
    select count(*)::int
    from (
      select "s".*
      from (
        select *
        from "trade"."tickets" "s"
        where "s"."tenant_id" = $3
      ) "s"
      where (("s"."region" = any($4)))
    ) "t2"
    where "t2"."agent_id" = "t1"."agent_id"
  ), 'nodes', coalesce(json_agg("p"."node0" order by "p"."rank"), '[]'::json)) as "json"
  from (
    select row_number() over (order by "t3"."sluice_o0" asc) as "rank", json_build_array($5::text, 'Ticket|1'::text, ("t3"."sluice_o0")::text) as "cursor", json_build_object('id', ("t3"."ticket_id")::text, 'replies', "c6"."json") as "node0"
    from (
      select "t2".*, "t2"."ticket_id" as "sluice_o0"
      from (
        select "s".*
        from (
          select *
          from "trade"."tickets" "s"
          where "s"."tenant_id" = $6
        ) "s"
        where (("s"."region" = any($7)))
      ) "t2"
      where "t2"."agent_id" = "t1"."agent_id"
      order by "t2"."ticket_id" asc
      limit $8::bigint
    ) "t3"
    left join lateral (
      select json_build_object('nodes', coalesce(json_agg("p"."node0"), '[]'::json)) as "json"
      from (
        select json_build_object('line', "t5"."line", 'words', "t5"."words") as "node0"
        from (
          select "t4".*, "t4"."ticket_id" as "sluice_o0", "t4"."line" as "sluice_o1"
          from (
            select "s".*
            from (
              select "s".*
              from "trade"."replies" "s"
              where exists (
                select 1
                from "trade"."tickets" "p0"
                where "p0"."ticket_id" = "s"."ticket_id" and "p0"."tenant_id" = $9
              )
            ) "s"
            where (("s"."seen"))
          ) "t4"
          where "t4"."ticket_id" = "t3"."ticket_id"
          order by "t4"."ticket_id" asc, "t4"."line" asc
          limit $10::bigint
        ) "t5"
      ) "p"
      having true
    ) "c6" on true
  ) "p"
  having true
) "c7" on true
left join lateral (
  select count(*) as "a0", sum(("t8"."minutes")) as "a1"
  from (
    select "s".*
    from (
      select *
      from "trade"."tickets" "s"
      where "s"."tenant_id" = $11
    ) "s"
    where (("s"."region" = any($12)))
  ) "t8"
  where "t8"."agent_id" = "t1"."agent_id"
) "b9" on true
order by "t1"."sluice_o0" asc;
