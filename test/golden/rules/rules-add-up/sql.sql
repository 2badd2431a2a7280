select json_build_object('id', ("t1"."ticket_id")::text, 'region', ("t1"."region")::text)::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."ticket_id" as "sluice_o0"
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
    where (("s"."region" = any($3)) or ("s1"."login" = $4))
  ) "t0"
  order by "t0"."ticket_id" asc
  limit $5::bigint
) "t1"
order by "t1"."sluice_o0" asc;
