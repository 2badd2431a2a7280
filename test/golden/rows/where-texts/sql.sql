select json_build_object('id', ("t1"."order_id")::text, 'note', ("t1"."note")::text)::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."order_id" as "sluice_o0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where (("t0"."note")::text ilike '%' || regexp_replace(($2)::text, '([\\%_])', '\\\1', 'g') || '%')
  order by "t0"."order_id" asc
  limit $3::bigint
) "t1"
order by "t1"."sluice_o0" asc;

select json_build_object('id', ("t1"."order_id")::text, 'note', ("t1"."note")::text)::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."order_id" as "sluice_o0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where (("t0"."note")::text ilike regexp_replace(($2)::text, '([\\%_])', '\\\1', 'g') || '%')
  order by "t0"."order_id" asc
  limit $3::bigint
) "t1"
order by "t1"."sluice_o0" asc;

select json_build_object('id', ("t1"."order_id")::text, 'note', ("t1"."note")::text)::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."order_id" as "sluice_o0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where (("t0"."note" = any($2)) is not true)
  order by "t0"."order_id" asc
  limit $3::bigint
) "t1"
order by "t1"."sluice_o0" asc;
