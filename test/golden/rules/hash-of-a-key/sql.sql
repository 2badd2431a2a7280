select json_build_object('email', (encode(sha256(($1)::bytea || sha256(($2)::bytea || convert_to(("t1"."email")::text, 'UTF8'))), 'hex'))::text, 'openedOn', (case when isfinite(("t1"."opened_on")::date) then ("t1"."opened_on")::date::text end))::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, encode(sha256(($3)::bytea || sha256(($4)::bytea || convert_to(("t0"."email")::text, 'UTF8'))), 'hex') as "sluice_o0"
  from (
    select *
    from "trade"."mailboxes" "s"
    where "s"."tenant_id" = $5
  ) "t0"
  order by encode(sha256(($3)::bytea || sha256(($4)::bytea || convert_to(("t0"."email")::text, 'UTF8'))), 'hex') asc
  limit $6::bigint
) "t1"
order by "t1"."sluice_o0" asc;
