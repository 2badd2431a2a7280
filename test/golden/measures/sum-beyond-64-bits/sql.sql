select '0'::text, json_build_object('device', ("g"."d0")::text, 'tickSum', ("g"."a0")::text, 'lastReading', (case when isfinite(("g"."a1")::timestamptz) then replace((("g"."a1")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end))::text
from (
  select "t0"."device" as "d0", sum(("t0"."ticks")) as "a0", max(("t0"."taken_at")) as "a1"
  from (
    select *
    from "trade"."readings" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $2::bigint;
