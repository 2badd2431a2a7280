with "g" as materialized (
  select least(date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  where ("t0"."placed_at" >= $3::timestamptz)
  group by date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1))
), "k0" as materialized (
  select *, "place" > 0 + $4::bigint as "rest"
  from (
    select "g".*, row_number() over (order by "g"."d0" desc nulls last) as "place"
    from "g"
    where "set" = 0
  ) "r"
), "b3" as materialized (
  select count(*) as "a1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $5
  ) "t2"
  where ("t2"."placed_at" >= $6::timestamptz) and ((row(least(date_trunc('quarter', (("t2"."placed_at")::timestamptz at time zone $7)) at time zone $7, ((date_trunc('quarter', (("t2"."placed_at")::timestamptz at time zone $7)) - interval '1 microsecond') at time zone $7) + interval '1 microsecond'))::text) in (
    select (row("d0")::text)
    from "k0"
    where "rest"
  ))
) (
  select '0'::text, json_build_object('_others', false, 'placedAt', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'orderCount', "g"."a0")::text
  from "k0" "g"
  where not "rest" and "place" > 0
  order by "place"
)
union all (
  select '0'::text, json_build_object('_others', true, 'placedAt', (case when isfinite((null)::timestamptz) then replace(((null)::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'orderCount', "g"."a1")::text
  from (
    select *
    from "b3"
  ) "g"
  where exists (
    select 1
    from "k0"
    where "rest"
  )
);
