select json_build_object('name', ("t1"."name")::text, 'referred', "c4"."json")::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."customer_id" as "sluice_o0"
  from (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where exists (
    select 1
    from (
      select *
      from "trade"."customers" "s"
      where "s"."tenant_id" = $2
    ) "t5"
    where "t5"."referrer_id" = "t0"."customer_id" and true
  )
  order by "t0"."customer_id" asc
  limit $3::bigint
) "t1"
left join lateral (
  select json_build_object('nodes', coalesce(json_agg("p"."node0"), '[]'::json)) as "json"
  from (
    select json_build_object('name', ("t3"."name")::text) as "node0"
    from (
      select "t2".*, "t2"."customer_id" as "sluice_o0"
      from (
        select *
        from "trade"."customers" "s"
        where "s"."tenant_id" = $4
      ) "t2"
      where "t2"."referrer_id" = "t1"."customer_id"
      order by "t2"."customer_id" asc
      limit $5::bigint
    ) "t3"
  ) "p"
  having true
) "c4" on true
order by "t1"."sluice_o0" asc;
