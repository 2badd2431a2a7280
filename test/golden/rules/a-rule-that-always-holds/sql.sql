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
    where (("s"."region" = any($2)) or (true))
  ) "t0"
  order by "t0"."ticket_id" asc
  limit $3::bigint
) "t1"
order by "t1"."sluice_o0" asc;
