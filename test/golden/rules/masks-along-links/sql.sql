select json_build_object('id', ("t1"."ticket_id")::text, 'agent', case when "t2"."agent_id" is not null then json_build_object('name', ((case when ("t2"."name") is not null then left(ltrim(("t2"."name")::text), 1) || '***' end))::text, 'email', ((case when ("t2"."email") is not null then case when strpos(("t2"."email")::text, '@') > 0 then regexp_replace(("t2"."email")::text, '^([^@]?).*(@[^@]*)$', '\1***\2') else '***' end end))::text, 'badge', (('tok_' || left(translate(encode(sha256(($1)::bytea || sha256(($2)::bytea || convert_to(("t2"."badge")::text, 'UTF8'))), 'base64'), '+/', '-_'), 22)))::text) end, 'after', "c6"."json")::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."ticket_id" as "sluice_o0"
  from (
    select "s".*
    from (
      select *
      from "trade"."tickets" "s"
      where "s"."tenant_id" = $3
    ) "s"
    where ((true))
  ) "t0"
  left join (
    select *
    from "trade"."agents" "s"
    where "s"."tenant_id" = $4
  ) "t7" on "t7"."agent_id" = "t0"."agent_id"
  where ("t7"."level" = $5::integer)
  order by "t0"."ticket_id" asc
  limit $6::bigint
) "t1"
left join (
  select *
  from "trade"."agents" "s"
  where "s"."tenant_id" = $7
) "t2" on "t2"."agent_id" = "t1"."agent_id"
left join lateral (
  select json_build_object('nodes', coalesce(json_agg("p"."node0" order by "p"."rank"), '[]'::json)) as "json"
  from (
    select row_number() over (order by "t4"."sluice_o0" asc) as "rank", json_build_array($8::text, 'Ticket|1'::text, ("t4"."sluice_o0")::text) as "cursor", json_build_object('id', ("t4"."ticket_id")::text, 'agent', case when "t5"."agent_id" is not null then json_build_object('email', ((case when ("t5"."email") is not null then case when strpos(("t5"."email")::text, '@') > 0 then regexp_replace(("t5"."email")::text, '^([^@]?).*(@[^@]*)$', '\1***\2') else '***' end end))::text) end) as "node0"
    from (
      select "t3".*, "t3"."ticket_id" as "sluice_o0"
      from (
        select "s".*
        from (
          select *
          from "trade"."tickets" "s"
          where "s"."tenant_id" = $9
        ) "s"
        where ((true))
      ) "t3"
      where "t3"."before_id" = "t1"."ticket_id"
      order by "t3"."ticket_id" asc
      limit $10::bigint
    ) "t4"
    left join (
      select *
      from "trade"."agents" "s"
      where "s"."tenant_id" = $11
    ) "t5" on "t5"."agent_id" = "t4"."agent_id"
  ) "p"
  having true
) "c6" on true
order by "t1"."sluice_o0" asc;
