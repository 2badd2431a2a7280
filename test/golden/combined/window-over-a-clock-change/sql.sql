with "b1" as materialized (
  select least(date_trunc('day', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('day', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  where (("t0"."placed_at" >= $3::timestamptz) and ("t0"."placed_at" < $4::timestamptz))
  group by date_trunc('day', (("t0"."placed_at")::timestamptz at time zone $1))
), "b3" as materialized (
  select sum(("t2"."amount")) filter (where ("t2"."status" = 'PAID')) as "a1", 1 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $5
  ) "t2"
  where ("t2"."placed_at" < $6::timestamptz) and ("t2"."placed_at" >= (((($7::timestamptz)::timestamptz at time zone $8) - ($9)::interval) at time zone $8))
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", max("a1") as "a1"
  from (
    select "set", "d0", "a0", (
      select "a1"
      from "b3"
      where false
    )
    from "b1"
    union all
    select "set", (
      select "d0"
      from "b1"
      where false
    ), (
      select "a0"
      from "b1"
      where false
    ), "a1"
    from "b3"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('placedAt', (case when not isfinite(("g"."d0")::timestamptz) then null when extract(second from ((("g"."d0")::timestamptz at time zone $10) - (("g"."d0")::timestamptz at time zone 'UTC'))) = 0 then replace((("g"."d0")::timestamptz at time zone $10)::text, ' ', 'T') || case when ((("g"."d0")::timestamptz at time zone $10) - (("g"."d0")::timestamptz at time zone 'UTC')) < interval '0' then '-' else '+' end || to_char(greatest(((("g"."d0")::timestamptz at time zone $10) - (("g"."d0")::timestamptz at time zone 'UTC')), -((("g"."d0")::timestamptz at time zone $10) - (("g"."d0")::timestamptz at time zone 'UTC'))), 'HH24:MI') else (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end) end), 'orderCount', "g"."a0")::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $11::bigint
)
union all (
  select '1'::text, json_build_object('revenue30Days', ("g"."a1")::text)::text
  from "g"
  where "set" = 1
);
