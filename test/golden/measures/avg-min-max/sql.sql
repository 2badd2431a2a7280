select '0'::text, json_build_object('channel', ("g"."d0")::text, 'meanAmount', ("g"."a0")::text, 'smallest', ("g"."a1")::text, 'largest', ("g"."a2")::text)::text
from (
  select "t0"."channel" as "d0", avg(("t0"."amount")) as "a0", min(("t0"."amount")) as "a1", max(("t0"."amount")) as "a2"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $2::bigint;
