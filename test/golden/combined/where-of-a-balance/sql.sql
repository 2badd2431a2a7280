select '0'::text, json_build_object('held', ("g"."a0")::text, 'january', ("g"."a1")::text, 'small', ("g"."a2")::text)::text
from (
  select sum("i"."v0") as "a0", sum("i"."v1") as "a1", sum("i"."v2") as "a2"
  from (
    select ((array_agg(("t0"."balance") order by "t0"."day" desc nulls last))[1]) as "v0", ((array_agg(("t0"."balance") order by "t0"."day" desc nulls last) filter (where ("t0"."day" < $1::date)))[1]) as "v1", ((array_agg(("t0"."balance") order by "t0"."day" desc nulls last) filter (where ("t0"."balance" < $2::numeric)))[1]) as "v2"
    from (
      select *
      from "trade"."balances" "s"
      where "s"."tenant_id" = $3
    ) "t0"
    group by "t0"."wallet"
  ) "i"
) "g";
