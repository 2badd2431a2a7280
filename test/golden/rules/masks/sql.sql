select json_build_object('id', ("t1"."agent_id")::text, 'name', ((case when ("t1"."name") is not null then left(ltrim(("t1"."name")::text), 1) || '***' end))::text, 'email', ((case when ("t1"."email") is not null then case when strpos(("t1"."email")::text, '@') > 0 then regexp_replace(("t1"."email")::text, '^([^@]?).*(@[^@]*)$', '\1***\2') else '***' end end))::text, 'mail', (encode(sha256(($1)::bytea || sha256(($2)::bytea || convert_to(("t1"."email")::text, 'UTF8'))), 'hex'))::text, 'phone', ((case when ("t1"."phone") is not null then '***' || case when length(regexp_replace(("t1"."phone")::text, '[^0-9]', '', 'g')) > 5 then right(regexp_replace(("t1"."phone")::text, '[^0-9]', '', 'g'), 2) else '' end end))::text, 'badge', (('tok_' || left(translate(encode(sha256(($3)::bytea || sha256(($4)::bytea || convert_to(("t1"."badge")::text, 'UTF8'))), 'base64'), '+/', '-_'), 22)))::text, 'bornOn', (case when isfinite(((case when false then "t1"."born_on" end))::date) then ((case when false then "t1"."born_on" end))::date::text end), 'level', "t1"."level")::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."agent_id" as "sluice_o0"
  from (
    select *
    from "trade"."agents" "s"
    where "s"."tenant_id" = $5
  ) "t0"
  order by "t0"."agent_id" asc
  limit $6::bigint
) "t1"
order by "t1"."sluice_o0" asc;
