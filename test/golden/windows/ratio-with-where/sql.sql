select '0'::text, json_build_object('channel', ("g"."d0")::text, 'web', ((("g"."a0")::numeric / nullif(("g"."a1")::numeric, 0)))::text, 'orderCount', "g"."a2")::text
from (
  select "t0"."channel" as "d0", sum(("t0"."amount")) filter (where (("t0"."status" = 'PAID') and (("t0"."amount" >= 30) = $1::boolean))) as "a0", count(*) filter (where (("t0"."amount" >= 30) = $2::boolean)) as "a1", count(*) as "a2"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $3
  ) "t0"
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $4::bigint;
