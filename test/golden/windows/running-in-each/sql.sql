with "g" as materialized (
  select "t0"."channel" as "d0", least(date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d1", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  where ("t0"."placed_at" < $3::timestamptz)
  group by 1, date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1))
) (
  select '0'::text, json_build_object('channel', ("g"."d0")::text, 'placedAt', (case when isfinite(("g"."d1")::timestamptz) then replace((("g"."d1")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'orderCount', "g"."a0", 'soFar', coalesce((case when "g"."d1" is not null then "g"."w0" end), 0))::text
  from (
    select "g".*, sum("g"."a0") over (partition by "set", "g"."d0" order by "g"."d1" asc nulls last) as "w0"
    from "g"
    where "set" in (0)
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last, "g"."d1" asc nulls last
  limit $4::bigint
);
