select '0'::text, json_build_object('revenue', ("g"."a0")::text, 'medianAmount', ("g"."a1")::text)::text
from (
  select sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a0", (
    select case when "low" = "high" then "low" * 1::numeric else "low" + ("high" * 1::numeric - "low") * "part" end
    from (
      select "all"[floor("at")::int + 1], "all"[ceil("at")::int + 1], "at" - floor("at")
      from (
        select "all", '0.5'::numeric * (cardinality("all") - 1)
        from (
          select array_agg(("t0"."amount") order by ("t0"."amount")) filter (where ("t0"."amount") is not null)
          offset 0
        ) "s"("all")
      ) "p"("all", "at")
    ) "n"("low", "high", "part")
  ) as "a1"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where ("t0"."channel" = $2)
) "g";

with "g" as materialized (
  select "t2"."name" as "d0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a0", 0 as "set"
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
  where ("t0"."channel" = $3)
  group by 1
), "k0" as materialized (
  select *, "place" > 0 + $4::bigint as "rest"
  from (
    select "g".*, row_number() over (order by "g"."a0" desc nulls last, "g"."d0" asc nulls last) as "place"
    from "g"
    where "set" = 0
  ) "r"
) (
  select '0'::text, json_build_object('_others', false, 'customer', json_build_object('name', ("g"."d0")::text), 'revenue', ("g"."a0")::text)::text
  from "k0" "g"
  where not "rest" and "place" > 0
  order by "place"
)
union all (
  select '0'::text, json_build_object('_others', true, 'customer', json_build_object('name', (null)::text), 'revenue', ("g"."a0")::text)::text
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

with "g" as materialized (
  select "t0"."status" as "d0", count(*) as "a0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a1", case grouping("t0"."status") when 1 then 0 when 0 then 1 end as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where ("t0"."channel" = $2)
  group by grouping sets ((), (1))
) (
  select '0'::text, json_build_object('status', ("g"."d0")::text, 'part', ((("g"."a0")::numeric / nullif(((
    select "a0"
    from "g"
    where "set" = 0
  ))::numeric, 0)))::text, 'revenue', ("g"."a1")::text)::text
  from "g"
  where "set" = 1
  order by "g"."d0" asc nulls last
  limit $3::bigint
);
