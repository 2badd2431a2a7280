select '0'::text, json_build_object('note', ("g"."d0")::text, 'orderCount', "g"."a0")::text
from (
  select "t0"."note" as "d0", count(*) as "a0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where (("t0"."note")::text ilike '%' || regexp_replace(($2)::text, '([\\%_])', '\\\1', 'g') || '%')
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $3::bigint;

select '0'::text, json_build_object('note', ("g"."d0")::text, 'smallest', ("g"."a0")::text)::text
from (
  select "t0"."note" as "d0", min(("t0"."amount")) as "a0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where (("t0"."note")::text ilike regexp_replace(($2)::text, '([\\%_])', '\\\1', 'g') || '%')
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $3::bigint;
