select '0'::text, json_build_object('customer', json_build_object('name', ("g"."d0")::text), 'firstOrder', (case when isfinite(("g"."a0")::timestamptz) then replace((("g"."a0")::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end), 'orderCount', "g"."a1")::text
from (
  select "t2"."name" as "d0", min(("t0"."placed_at")) as "a0", count(*) as "a1", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a2"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $2
  ) "t2" on "t2"."customer_id" = "t0"."customer_id"
  group by 1
) "g"
where (("g"."a0" < $3::timestamptz) and (("g"."a1" between $4::integer and $5::integer)) and ((("g"."a2" is null)) is not true))
order by "g"."d0" asc nulls last
limit $6::bigint;
