select json_build_object('ticketId', ("t1"."ticket_id")::text, 'line', "t1"."line", 'words', "t1"."words", 'ticket', case when "t2"."ticket_id" is not null then json_build_object('region', ("t2"."region")::text) end)::text, ("t1"."sluice_o0")::text, ("t1"."sluice_o1")::text
from (
  select "t0".*, "t0"."ticket_id" as "sluice_o0", "t0"."line" as "sluice_o1"
  from (
    select "s".*
    from (
      select "s".*
      from "trade"."replies" "s"
      where exists (
        select 1
        from "trade"."tickets" "p0"
        where "p0"."ticket_id" = "s"."ticket_id" and "p0"."tenant_id" = $1
      )
    ) "s"
    where (("s"."seen"))
  ) "t0"
  order by "t0"."ticket_id" asc, "t0"."line" asc
  limit $2::bigint
) "t1"
left join (
  select "s".*
  from (
    select *
    from "trade"."tickets" "s"
    where "s"."tenant_id" = $3
  ) "s"
  where (("s"."region" = any($4)))
) "t2" on "t2"."ticket_id" = "t1"."ticket_id"
order by "t1"."sluice_o0" asc, "t1"."sluice_o1" asc;
