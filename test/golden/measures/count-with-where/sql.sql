select '0'::text, json_build_object('plan', ("g"."d0")::text, 'paying', "g"."a0", 'customerCount', "g"."a1")::text
from (
  select "t0"."plan" as "d0", count(*) filter (where ("t0"."plan" <> 'FREE')) as "a0", count(*) as "a1"
  from (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $2::bigint;
