select '0'::text, json_build_object('grade', ("g"."d0")::text, 'wageCount', "g"."a0", 'highest', ("g"."a1")::text)::text
from (
  select "t0"."grade" as "d0", count(*) as "a0", max(("t0"."amount")) as "a1"
  from (
    select *
    from "trade"."wages" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  group by 1
) "g"
order by "g"."d0" asc nulls last
limit $2::bigint;

select json_build_object('id', ("t1"."wage_id")::text, 'amount', ("t1"."amount")::text)::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."wage_id" as "sluice_o0"
  from (
    select *
    from "trade"."wages" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where ("t0"."amount" > $2::numeric)
  order by "t0"."wage_id" asc
  limit $3::bigint
) "t1"
order by "t1"."sluice_o0" asc;
