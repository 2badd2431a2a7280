select '0'::text, json_build_object('seenAt', (case when isfinite(("g"."d0")::timestamptz) then replace((("g"."d0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'visitCount', "g"."a0", 'converted', "g"."a1", 'adRate', ((("g"."a2")::numeric / nullif(("g"."a3")::numeric, 0)))::text)::text
from (
  select least(date_trunc('month', (("t0"."seen_at")::timestamptz at time zone $1)) at time zone $1, ((date_trunc('month', (("t0"."seen_at")::timestamptz at time zone $1)) - interval '1 microsecond') at time zone $1) + interval '1 microsecond') as "d0", count(*) as "a0", count(distinct ("t2"."customer_id")) filter (where exists (
    select 1
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $2
    ) "t3"
    left join (
      select *
      from "trade"."customers" "s"
      where "s"."tenant_id" = $3
    ) "t4" on "t4"."customer_id" = "t3"."customer_id"
    where (("t4"."customer_id") = ("t2"."customer_id")) and (("t3"."placed_at" between "t0"."seen_at" and (((("t0"."seen_at")::timestamptz at time zone $4) + ($5)::interval) at time zone $4))) and ("t3"."status" = 'PAID')
  )) as "a1", count(distinct ("t2"."customer_id")) filter (where (("t0"."source" = 'AD') and exists (
    select 1
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $6
    ) "t5"
    left join (
      select *
      from "trade"."customers" "s"
      where "s"."tenant_id" = $7
    ) "t6" on "t6"."customer_id" = "t5"."customer_id"
    where (("t6"."customer_id") = ("t2"."customer_id")) and (("t5"."placed_at" between "t0"."seen_at" and (((("t0"."seen_at")::timestamptz at time zone $8) + ($9)::interval) at time zone $8)))
  ))) as "a2", count(distinct ("t2"."customer_id")) filter (where ("t0"."source" = 'AD')) as "a3"
  from (
    select *
    from "trade"."visits" "s"
    where "s"."tenant_id" = $10
  ) "t0"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $11
  ) "t2" on "t2"."customer_id" = "t0"."customer_id"
  group by date_trunc('month', (("t0"."seen_at")::timestamptz at time zone $1))
) "g"
order by "g"."d0" asc nulls last
limit $12::bigint;
