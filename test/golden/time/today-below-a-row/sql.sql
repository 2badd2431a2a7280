select json_build_object('name', ("t1"."name")::text, 'orders', "c4"."json", 'orderMetrics', json_build_object('orderCount', "b6"."a0", 'revenue', ("b6"."a1")::text))::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."customer_id" as "sluice_o0"
  from (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where exists (
    select 1
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $2
    ) "t7"
    where "t7"."customer_id" = "t0"."customer_id" and (("t7"."placed_at" >= least(date_trunc('day', (($3::timestamptz)::timestamptz at time zone $4)) at time zone $4, ((date_trunc('day', (($3::timestamptz)::timestamptz at time zone $4)) - interval '1 microsecond') at time zone $4) + interval '1 microsecond') and "t7"."placed_at" < ((((least(date_trunc('day', (($5::timestamptz)::timestamptz at time zone $6)) at time zone $6, ((date_trunc('day', (($5::timestamptz)::timestamptz at time zone $6)) - interval '1 microsecond') at time zone $6) + interval '1 microsecond'))::timestamptz at time zone $7) + ($8)::interval) at time zone $7)))
  )
  order by "t0"."customer_id" asc
  limit $9::bigint
) "t1"
left join lateral (
  select json_build_object('nodes', coalesce(json_agg("p"."node0"), '[]'::json)) as "json"
  from (
    select json_build_object('placedAt', (case when not isfinite(("t3"."placed_at")::timestamptz) then null when extract(second from ((("t3"."placed_at")::timestamptz at time zone $10) - (("t3"."placed_at")::timestamptz at time zone 'UTC'))) = 0 then replace((("t3"."placed_at")::timestamptz at time zone $10)::text, ' ', 'T') || case when ((("t3"."placed_at")::timestamptz at time zone $10) - (("t3"."placed_at")::timestamptz at time zone 'UTC')) < interval '0' then '-' else '+' end || to_char(greatest(((("t3"."placed_at")::timestamptz at time zone $10) - (("t3"."placed_at")::timestamptz at time zone 'UTC')), -((("t3"."placed_at")::timestamptz at time zone $10) - (("t3"."placed_at")::timestamptz at time zone 'UTC'))), 'HH24:MI') else (case when isfinite(("t3"."placed_at")::timestamptz) then replace((("t3"."placed_at")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end) end)) as "node0"
    from (
      select "t2".*, "t2"."order_id" as "sluice_o0"
      from (
        select *
        from "trade"."orders" "s"
        where "s"."tenant_id" = $11
      ) "t2"
      where "t2"."customer_id" = "t1"."customer_id" and (("t2"."placed_at" >= least(date_trunc('day', (($12::timestamptz)::timestamptz at time zone $13)) at time zone $13, ((date_trunc('day', (($12::timestamptz)::timestamptz at time zone $13)) - interval '1 microsecond') at time zone $13) + interval '1 microsecond') and "t2"."placed_at" < ((((least(date_trunc('day', (($14::timestamptz)::timestamptz at time zone $15)) at time zone $15, ((date_trunc('day', (($14::timestamptz)::timestamptz at time zone $15)) - interval '1 microsecond') at time zone $15) + interval '1 microsecond'))::timestamptz at time zone $16) + ($17)::interval) at time zone $16)))
      order by "t2"."order_id" asc
      limit $18::bigint
    ) "t3"
  ) "p"
  having true
) "c4" on true
left join lateral (
  select count(*) as "a0", sum(("t5"."amount")) filter (where ("t5"."status" = 'PAID')) as "a1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $19
  ) "t5"
  where "t5"."customer_id" = "t1"."customer_id" and (("t5"."placed_at" >= least(date_trunc('day', (($20::timestamptz)::timestamptz at time zone $21)) at time zone $21, ((date_trunc('day', (($20::timestamptz)::timestamptz at time zone $21)) - interval '1 microsecond') at time zone $21) + interval '1 microsecond') and "t5"."placed_at" < ((((least(date_trunc('day', (($22::timestamptz)::timestamptz at time zone $23)) at time zone $23, ((date_trunc('day', (($22::timestamptz)::timestamptz at time zone $23)) - interval '1 microsecond') at time zone $23) + interval '1 microsecond'))::timestamptz at time zone $24) + ($25)::interval) at time zone $24)))
) "b6" on true
order by "t1"."sluice_o0" asc;
