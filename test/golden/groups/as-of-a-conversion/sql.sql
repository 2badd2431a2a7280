select '0'::text, json_build_object('converted', "g"."a0", 'visitCount', "g"."a1")::text
from (
  select count(distinct ("t2"."customer_id")) filter (where exists (
    select 1
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $1
    ) "t3"
    left join (
      select *
      from "trade"."customers" "s"
      where "s"."tenant_id" = $2
    ) "t4" on "t4"."customer_id" = "t3"."customer_id"
    where (("t4"."customer_id") = ("t2"."customer_id")) and (("t3"."placed_at" between "t0"."seen_at" and (((("t0"."seen_at")::timestamptz at time zone $3) + ($4)::interval) at time zone $3))) and ("t3"."status" = 'PAID')
  )) as "a0", count(*) as "a1"
  from (
    select *
    from "trade"."visits" "s"
    where "s"."tenant_id" = $5
  ) "t0"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $6
  ) "t2" on "t2"."customer_id" = "t0"."customer_id"
  where ("t0"."source" = $7)
) "g";

select (case when isfinite((min("at"))::timestamptz) then replace(((min("at"))::timestamptz at time zone 'UTC')::text, ' ', 'T') || 'Z' else null end)::text, bool_and("fresh")::text
from (
  select max("t5"."loaded_at") as "at", max("t5"."loaded_at") >= (((($1::timestamptz)::timestamptz at time zone $2) - ($3)::interval) at time zone $2) as "fresh"
  from (
    select *
    from "trade"."visits" "s"
    where "s"."tenant_id" = $4
  ) "t5"
) "m";
