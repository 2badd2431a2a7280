select '0'::text, json_build_object('reason', ("g"."d0")::text, 'refundCount', "g"."a0")::text
from (
  select "t0"."reason" as "d0", count(*) as "a0"
  from (
    select *
    from "trade"."refunds" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $2::bigint;
