with "g" as materialized (
  select "t0"."channel" as "d0", "t0"."status" as "d1", least(date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d2", count(*) as "a0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a1", count(distinct ("t2"."customer_id")) as "a2", case grouping("t0"."channel", "t0"."status", date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1))) when 7 then 0 when 3 then 1 when 5 then 2 when 6 then 3 end as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $3
  ) "t2" on "t2"."customer_id" = "t0"."customer_id"
  where ("t0"."placed_at" >= $4::timestamptz)
  group by grouping sets ((), (1), (2), (date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1))))
) (
  select '0'::text, json_build_object('channel', ("g"."d0")::text, 'orderCountShare', ((("g"."a0")::numeric / nullif(((
    select "a0"
    from "g"
    where "set" = 0
  ))::numeric, 0)))::text, 'revenue', ("g"."a1")::text)::text
  from "g"
  where "set" = 1
  order by "g"."d0" asc nulls last
  limit $5::bigint
)
union all (
  select '1'::text, json_build_object('status', ("g"."d1")::text, 'orderCountShare', ((("g"."a0")::numeric / nullif(((
    select "a0"
    from "g"
    where "set" = 0
  ))::numeric, 0)))::text, 'place', "g"."w0", 'buyers', "g"."a2")::text
  from (
    select "g".*, rank() over (partition by "set" order by "g"."a0" desc nulls last) as "w0"
    from "g"
  ) "g"
  where "set" = 2
  order by "g"."d1" asc nulls last
  limit $6::bigint
)
union all (
  select '2'::text, json_build_object('placedAt', (case when isfinite(("g"."d2")::timestamptz) then replace((("g"."d2")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'soFar', coalesce((case when "g"."d2" is not null then "g"."w0" end), 0))::text
  from (
    select "g".*, sum("g"."a0") over (partition by "set" order by "g"."d2" asc nulls last) as "w0"
    from "g"
    where "set" in (3)
  ) "g"
  where "set" = 3
  order by "g"."d2" asc nulls last
  limit $7::bigint
)
union all (
  select '3'::text, json_build_object('orderCount', "g"."a0")::text
  from "g"
  where "set" = 0
);
