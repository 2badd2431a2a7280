with "b1" as materialized (
  select least(date_trunc('day', (("t0"."placed_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('day', (("t0"."placed_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", count(*) as "a0", case grouping(date_trunc('day', (("t0"."placed_at")::timestamptz at time zone $1))) when 0 then 0 when 1 then 1 end as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  where (("t0"."placed_at" >= $3::timestamptz) and ("t0"."placed_at" < $4::timestamptz))
  group by grouping sets ((date_trunc('day', (("t0"."placed_at")::timestamptz at time zone $1))), ())
), "b3" as materialized (
  select count(*) as "a1", 1 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $5
  ) "t2"
  where (((((("t2"."placed_at")::timestamptz at time zone $6) - ($7)::interval) at time zone $6) >= $8::timestamptz) and ((((("t2"."placed_at")::timestamptz at time zone $9) - ($10)::interval) at time zone $9) < $11::timestamptz)) and ("t2"."placed_at" >= (((((((($12::timestamptz)::timestamptz at time zone $13) + ($14)::interval) at time zone $13))::timestamptz at time zone $15) - ($16)::interval) at time zone $15)) and ("t2"."placed_at" < (((((((($17::timestamptz)::timestamptz at time zone $18) + ($19)::interval) at time zone $18))::timestamptz at time zone $20) + ($21)::interval) at time zone $20))
), "b5" as materialized (
  select count(*) as "a2", 1 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $22
  ) "t4"
  where (((((("t4"."placed_at")::timestamptz at time zone $23) - ($24)::interval) at time zone $23) >= $25::timestamptz) and ((((("t4"."placed_at")::timestamptz at time zone $26) - ($27)::interval) at time zone $26) < $28::timestamptz)) and ("t4"."placed_at" >= (((((((($29::timestamptz)::timestamptz at time zone $30) + ($31)::interval) at time zone $30))::timestamptz at time zone $32) - ($33)::interval) at time zone $32)) and ("t4"."placed_at" < (((((((($34::timestamptz)::timestamptz at time zone $35) + ($36)::interval) at time zone $35))::timestamptz at time zone $37) + ($38)::interval) at time zone $37))
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", coalesce(max("a1"), 0) as "a1", coalesce(max("a2"), 0) as "a2"
  from (
    select "set", "d0", "a0", (
      select "a1"
      from "b3"
      where false
    ), (
      select "a2"
      from "b5"
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
    ), "a1", (
      select "a2"
      from "b5"
      where false
    )
    from "b3"
    union all
    select "set", (
      select "d0"
      from "b1"
      where false
    ), (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b3"
      where false
    ), "a2"
    from "b5"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('placedAt', (case when not isfinite(("g"."d0")::timestamptz) then null when extract(second from ((("g"."d0")::timestamptz at time zone $39) - (("g"."d0")::timestamptz at time zone 'UTC'))) = 0 then replace((("g"."d0")::timestamptz at time zone $39)::text, ' ', 'T') || case when ((("g"."d0")::timestamptz at time zone $39) - (("g"."d0")::timestamptz at time zone 'UTC')) < interval '0' then '-' else '+' end || to_char(greatest(((("g"."d0")::timestamptz at time zone $39) - (("g"."d0")::timestamptz at time zone 'UTC')), -((("g"."d0")::timestamptz at time zone $39) - (("g"."d0")::timestamptz at time zone 'UTC'))), 'HH24:MI') else (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end) end), 'orderCount', "g"."a0")::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $40::bigint
)
union all (
  select '1'::text, json_build_object('orderCount', "g"."a0", 'dayBefore', "g"."a1", 'dayAfter', "g"."a2")::text
  from "g"
  where "set" = 1
);
