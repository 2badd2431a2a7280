select '0'::text, json_build_object('orderCount', "g"."a0")::text
from (
  select count(*) as "a0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where (("t0"."placed_at" >= (((($2::timestamptz)::timestamptz at time zone $3) - ($4)::interval) at time zone $3) and "t0"."placed_at" < $5::timestamptz))
) "g"
limit $6::bigint;

select '0'::text, json_build_object('orderCount', "g"."a0")::text
from (
  select count(*) as "a0"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where (("t0"."placed_at" >= (($2::timestamptz)::timestamptz - ($3)::interval) and "t0"."placed_at" < $4::timestamptz))
) "g"
limit $5::bigint;
