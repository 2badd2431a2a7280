select '0'::text, json_build_object('orderCount', "g"."a0")::text
from (
  select count(*) as "a0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
) "g";

select (case when isfinite((min("at"))::timestamptz) then replace(((min("at"))::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end)::text, bool_and("fresh")::text
from (
  select max("t2"."loaded_at") as "at", max("t2"."loaded_at") >= (($1::timestamptz)::timestamptz - ($2)::interval) as "fresh"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $3
  ) "t2"
) "m";
