select json_build_object('id', ("t1"."agent_id")::text, 'name', ("t1"."name")::text, 'email', ("t1"."email")::text, 'phone', ("t1"."phone")::text, 'badge', ("t1"."badge")::text, 'bornOn', (case when isfinite(("t1"."born_on")::date) then ("t1"."born_on")::date::text end))::text, ("t1"."sluice_o0")::date::text, ("t1"."sluice_o1")::text
from (
  select "t0".*, "t0"."born_on" as "sluice_o0", "t0"."agent_id" as "sluice_o1"
  from (
    select *
    from "trade"."agents" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where (("t0"."email")::text ilike '%' || regexp_replace(($2)::text, '([\\%_])', '\\\1', 'g') || '%')
  order by "t0"."born_on" desc nulls last, "t0"."agent_id" desc
  limit $3::bigint
) "t1"
order by "t1"."sluice_o0" desc nulls last, "t1"."sluice_o1" desc;
