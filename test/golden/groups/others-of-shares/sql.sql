with "g" as materialized (
  select "t0"."channel" as "d0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a0", case grouping("t0"."channel") when 1 then 0 when 0 then 1 end as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  group by grouping sets ((), (1))
), "k0" as materialized (
  select *, "place" > 0 + $2::bigint as "rest"
  from (
    select "g".*, row_number() over (order by "g"."a0" desc nulls last, "g"."d0" asc nulls last) as "place"
    from (
      select "g".*, rank() over (partition by "set" order by "g"."a0" desc nulls last) as "w0"
      from "g"
    ) "g"
    where "set" = 1
  ) "r"
) (
  select '0'::text, json_build_object('_others', false, 'channel', ("g"."d0")::text, 'part', ((("g"."a0")::numeric / nullif(((
    select "a0"
    from "g"
    where "set" = 0
  ))::numeric, 0)))::text, 'place', ("g"."w0")::text)::text
  from "k0" "g"
  where not "rest" and "place" > 0
  order by "place"
)
union all (
  select '0'::text, json_build_object('_others', true, 'channel', (null)::text, 'part', ((("g"."a0")::numeric / nullif(((
    select "a0"
    from "g"
    where "set" = 0
  ))::numeric, 0)))::text, 'place', (null)::text)::text
  from (
    select *
    from (
      select sum("a0") as "a0"
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
