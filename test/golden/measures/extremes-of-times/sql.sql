select '0'::text, json_build_object('status', ("g"."d0")::text, 'firstOrder', (case when isfinite(("g"."a0")::timestamptz) then replace((("g"."a0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'lastDue', (case when isfinite(("g"."a1")::date) then ("g"."a1")::date::text end))::text
from (
  select "t0"."status" as "d0", min(("t0"."placed_at")) as "a0", max(("t0"."due_on")) as "a1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $2::bigint;
