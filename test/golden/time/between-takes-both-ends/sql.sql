select '0'::text, json_build_object('dueOn', (case when isfinite(("g"."d0")::date) then ("g"."d0")::date::text end), 'orderCount', "g"."a0")::text
from (
  select "t0"."due_on" as "d0", count(*) as "a0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where (("t0"."due_on" between $2::date and $3::date))
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $4::bigint;
