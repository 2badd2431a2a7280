with "g" as materialized (
  select least(date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", sum(("t0"."amount")) filter (where (("t0"."status" = 'PAID') and ("t0"."channel" = $2))) as "a0", sum(("t0"."amount")) filter (where (("t0"."status" = 'PAID') and ("t0"."channel" = $3))) as "a1", count(*) filter (where (("t0"."channel" = $4) or ("t0"."channel" is null))) as "a2", count(*) filter (where ("t2"."plan" = $5)) as "a3", case grouping(date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1))) when 0 then 0 when 1 then 1 end as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $6
  ) "t0"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $7
  ) "t2" on "t2"."customer_id" = "t0"."customer_id"
  where ("t0"."placed_at" >= $8::timestamptz)
  group by grouping sets ((date_trunc('quarter', (("t0"."placed_at")::timestamptz at time zone $1))), ())
) (
  select '0'::text, json_build_object('placedAt', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'web', ("g"."a0")::text, 'app', ("g"."a1")::text, 'other', "g"."a2", 'pros', "g"."a3")::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $9::bigint
)
union all (
  select '1'::text, json_build_object('web', ("g"."a0")::text)::text
  from "g"
  where "set" = 1
);
