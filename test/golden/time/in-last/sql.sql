select '0'::text, json_build_object('orderCount', "g"."a0", 'revenue', ("g"."a1")::text)::text
from (
  select count(*) as "a0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where (("t0"."placed_at" >= (((($2::timestamptz)::timestamptz at time zone $3) - ($4)::interval) at time zone $3) and "t0"."placed_at" < $5::timestamptz))
) "g"
limit $6::bigint;
