select json_build_object('id', ("t1"."ticket_id")::text)::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."ticket_id" as "sluice_o0"
  from (
    select "s".*
    from (
      select *
      from "trade"."tickets" "s"
      where "s"."tenant_id" = $1
    ) "s"
    where false
  ) "t0"
  order by "t0"."ticket_id" asc
  limit $2::bigint
) "t1"
order by "t1"."sluice_o0" asc;

select (
  select count(*)::int
  from (
    select "s".*
    from (
      select *
      from "trade"."tickets" "s"
      where "s"."tenant_id" = $1
    ) "s"
    where false
  ) "t0"
)::text;

select '0'::text, json_build_object('ticketCount', "g"."a0", 'spent', ("g"."a1")::text)::text
from (
  select count(*) as "a0", sum(("t0"."minutes")) as "a1"
  from (
    select "s".*
    from (
      select *
      from "trade"."tickets" "s"
      where "s"."tenant_id" = $1
    ) "s"
    where false
  ) "t0"
) "g";
