select '0'::text, json_build_object('day', (case when isfinite(("g"."d0")::date) then ("g"."d0")::date::text end), 'opening', ("g"."a0")::text, 'meanHeld', ("g"."a1")::text, 'held', ("g"."a2")::text)::text
from (
  select "i"."d0", sum("i"."v0") as "a0", sum("i"."v1") as "a1", sum("i"."v2") as "a2"
  from (
    select date_trunc('quarter', ("t0"."day")::date::timestamp)::date as "d0", ((array_agg(("t0"."balance") order by "t0"."day" asc nulls last))[1]) as "v0", avg(("t0"."balance")) as "v1", ((array_agg(("t0"."balance") order by "t0"."day" desc nulls last))[1]) as "v2"
    from (
      select *
      from "trade"."balances" "s"
      where "s"."tenant_id" = $1
    ) "t0"
    group by date_trunc('quarter', ("t0"."day")::date::timestamp)::date, "t0"."wallet"
  ) "i"
  group by "i"."d0"
) "g"
order by "g"."d0" asc nulls last
limit $2::bigint;
