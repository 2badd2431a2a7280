with "g" as materialized (
  select "t0"."status" as "d0", least(date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d1", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a0", count(*) as "a1", case grouping("t0"."status", date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1))) when 3 then 0 when 1 then 1 when 2 then 2 end as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  where ("t0"."placed_at" >= $3::timestamptz)
  group by grouping sets ((), (1), (date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1))))
) (
  select '0'::text, json_build_object('revenue', ("g"."a0")::text)::text
  from "g"
  where "set" = 0
)
union all (
  select '1'::text, json_build_object('status', ("g"."d0")::text, 'orderCount', "g"."a1")::text
  from "g"
  where "set" = 1
  order by "g"."d0" asc nulls last
  limit $4::bigint
)
union all (
  select '2'::text, json_build_object('placedAt', (case when isfinite(("g"."d1")::timestamptz) then replace((("g"."d1")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'revenue', ("g"."a0")::text, 'orderCount', "g"."a1")::text
  from "g"
  where "set" = 2
  order by "g"."d1" asc nulls last
  limit $5::bigint
);
