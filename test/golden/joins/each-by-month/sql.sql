select '0'::text, json_build_object('orders', json_build_object('placedAt', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end)), 'customerCount', "g"."a0")::text
from (
  select "e2"."e0" as "d0", count(*) as "a0"
  from (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  left join (
    select distinct "t3"."customer_id" as "k0", least(date_trunc('year', (("t3"."placed_at")::timestamptz at time zone $2)) at time zone $2, ((date_trunc('year', (("t3"."placed_at")::timestamptz at time zone $2)) - interval '1 microsecond') at time zone $2) + interval '1 microsecond') as "e0"
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $3
    ) "t3"
  ) "e2" on "e2"."k0" = "t0"."customer_id"
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $4::bigint;
