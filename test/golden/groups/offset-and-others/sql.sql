with "g" as materialized (
  select "t0"."channel" as "d0", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  group by 1
), "k0" as materialized (
  select *, "place" > $2::bigint + $3::bigint as "rest"
  from (
    select "g".*, row_number() over (order by "g"."d0" asc nulls last) as "place"
    from "g"
    where "set" = 0
  ) "r"
) (
  select '0'::text, json_build_object('_others', false, 'channel', ("g"."d0")::text, 'orderCount', "g"."a0")::text
  from "k0" "g"
  where not "rest" and "place" > $4::bigint
  order by "place"
)
union all (
  select '0'::text, json_build_object('_others', true, 'channel', (null)::text, 'orderCount', "g"."a0")::text
  from (
    select *
    from (
      select coalesce(sum("a0"), 0) as "a0"
      from "k0"
      where "rest"
    ) "sums"
  ) "g"
  where exists (
    select 1
    from "k0"
    where "rest"
  )
);
