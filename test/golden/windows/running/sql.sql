with "g" as materialized (
  select least(date_trunc('month', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('month', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a0", count(*) as "a1", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  where ("t0"."placed_at" >= $3::timestamptz)
  group by date_trunc('month', (("t0"."placed_at")::timestamptz at time zone $1))
) (
  select '0'::text, json_build_object('placedAt', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'revenue', ("g"."a0")::text, 'soFar', ((case when "g"."d0" is not null then "g"."w0" end))::text, 'orders', coalesce((case when "g"."d0" is not null then "g"."w1" end), 0))::text
  from (
    select "g".*, sum("g"."a0") over (partition by "set" order by "g"."d0" asc nulls last) as "w0", sum("g"."a1") over (partition by "set" order by "g"."d0" asc nulls last) as "w1"
    from "g"
    where "set" in (0)
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $4::bigint
);
