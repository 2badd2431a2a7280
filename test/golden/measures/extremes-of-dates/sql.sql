select '0'::text, json_build_object('plan', ("g"."d0")::text, 'youngest', (case when isfinite(("g"."a0")::date) then ("g"."a0")::date::text end))::text
from (
  select "t0"."plan" as "d0", max(("t0"."birthday")) as "a0"
  from (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $2::bigint;
