select json_build_object('id', ("t1"."reading_id")::text, 'takenAt', (case when isfinite(("t1"."taken_at")::timestamptz) then replace((("t1"."taken_at")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end))::text, (case when isfinite(("t1"."sluice_o0")::timestamptz) then replace((("t1"."sluice_o0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else ("t1"."sluice_o0")::text end), ("t1"."sluice_o1")::text
from (
  select "t0".*, "t0"."taken_at" as "sluice_o0", "t0"."reading_id" as "sluice_o1"
  from (
    select *
    from "trade"."readings" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  order by "t0"."taken_at" desc, "t0"."reading_id" desc
  limit $2::bigint
) "t1"
order by "t1"."sluice_o0" desc, "t1"."sluice_o1" desc;
