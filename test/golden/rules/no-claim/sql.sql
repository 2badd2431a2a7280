select '0'::text, json_build_object('ticketCount', "g"."a0")::text
from (
  select count(*) as "a0"
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
) "g";
