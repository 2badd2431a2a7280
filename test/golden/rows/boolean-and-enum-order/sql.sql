select json_build_object('name', ("t1"."name")::text, 'plan', ("t1"."plan")::text, 'region', ("t1"."region")::text, 'score', "t1"."score")::text, ("t1"."sluice_o0")::text, ("t1"."sluice_o1")::text, ("t1"."sluice_o2")::text, ("t1"."sluice_o3")::text
from (
  select "t0".*, "t0"."plan" as "sluice_o0", "t0"."region" as "sluice_o1", "t0"."score" as "sluice_o2", "t0"."customer_id" as "sluice_o3"
  from (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  order by "t0"."plan" desc, "t0"."region" asc nulls first, "t0"."score" desc nulls last, "t0"."customer_id" desc
  limit $2::bigint
) "t1"
order by "t1"."sluice_o0" desc, "t1"."sluice_o1" asc nulls first, "t1"."sluice_o2" desc nulls last, "t1"."sluice_o3" desc;
