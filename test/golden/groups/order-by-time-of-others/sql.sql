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
) (
  select '0'::text, json_build_object('_others', false, 'placedAt', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'orderCount', "g"."a0")::text
  from "k0" "g"
  where not "rest" and "place" > 0
  order by "place"
)
union all (
  select '0'::text, json_build_object('_others', true, 'placedAt', (case when isfinite((null)::timestamptz) then replace(((null)::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'orderCount', "g"."a0")::text
  from (
    select *
    from (
      select coalesce(sum("a0"), 0) as "a0"
      from "k0"
      where "rest"
    ) "sums"
  ) "g"
  where exists (
    select 1
    from "k0"
    where "rest"
  )
);
