select json_build_object('name', ("t1"."name")::text, 'createdAt', (case when not isfinite(("t1"."created_at")::timestamptz) then null when extract(second from ((("t1"."created_at")::timestamptz at time zone $1) - (("t1"."created_at")::timestamptz at time zone 'UTC'))) = 0 then replace((("t1"."created_at")::timestamptz at time zone $1)::text, ' ', 'T') || case when ((("t1"."created_at")::timestamptz at time zone $1) - (("t1"."created_at")::timestamptz at time zone 'UTC')) < interval '0' then '-' else '+' end || to_char(greatest(((("t1"."created_at")::timestamptz at time zone $1) - (("t1"."created_at")::timestamptz at time zone 'UTC')), -((("t1"."created_at")::timestamptz at time zone $1) - (("t1"."created_at")::timestamptz at time zone 'UTC'))), 'HH24:MI') else (case when isfinite(("t1"."created_at")::timestamptz) then replace((("t1"."created_at")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end) end), 'orders', "c4"."json")::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."customer_id" as "sluice_o0"
  from (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $2
  ) "t0"
  order by "t0"."customer_id" asc
  limit $3::bigint
) "t1"
left join lateral (
  select json_build_object('nodes', coalesce(json_agg("p"."node0"), '[]'::json)) as "json"
  from (
    select json_build_object('placedAt', (case when not isfinite(("t3"."placed_at")::timestamptz) then null when extract(second from ((("t3"."placed_at")::timestamptz at time zone $4) - (("t3"."placed_at")::timestamptz at time zone 'UTC'))) = 0 then replace((("t3"."placed_at")::timestamptz at time zone $4)::text, ' ', 'T') || case when ((("t3"."placed_at")::timestamptz at time zone $4) - (("t3"."placed_at")::timestamptz at time zone 'UTC')) < interval '0' then '-' else '+' end || to_char(greatest(((("t3"."placed_at")::timestamptz at time zone $4) - (("t3"."placed_at")::timestamptz at time zone 'UTC')), -((("t3"."placed_at")::timestamptz at time zone $4) - (("t3"."placed_at")::timestamptz at time zone 'UTC'))), 'HH24:MI') else (case when isfinite(("t3"."placed_at")::timestamptz) then replace((("t3"."placed_at")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end) end)) as "node0"
    from (
      select "t2".*, "t2"."placed_at" as "sluice_o0", "t2"."order_id" as "sluice_o1"
      from (
        select *
        from "trade"."orders" "s"
        where "s"."tenant_id" = $5
      ) "t2"
      where "t2"."customer_id" = "t1"."customer_id"
      order by "t2"."placed_at" desc, "t2"."order_id" desc
      limit $6::bigint
    ) "t3"
  ) "p"
  having true
) "c4" on true
order by "t1"."sluice_o0" asc;
