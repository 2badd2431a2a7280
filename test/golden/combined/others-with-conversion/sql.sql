with "g" as materialized (
  select "t0"."source" as "d0", count(*) as "a0", count(distinct ("t2"."customer_id")) as "a1", count(distinct ("t2"."customer_id")) filter (where exists (
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
  )) as "a2", count(distinct ("t2"."customer_id")) filter (where exists (
    select 1
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $5
    ) "t5"
    left join (
      select *
      from "trade"."customers" "s"
      where "s"."tenant_id" = $6
    ) "t6" on "t6"."customer_id" = "t5"."customer_id"
    where (("t6"."customer_id") = ("t2"."customer_id")) and (("t5"."placed_at" between "t0"."seen_at" and (((("t0"."seen_at")::timestamptz at time zone $7) + ($8)::interval) at time zone $7))) and ("t5"."status" = 'PAID')
  )) as "a3", count(distinct ("t2"."customer_id")) as "a4", 0 as "set"
  from (
    select *
    from "trade"."visits" "s"
    where "s"."tenant_id" = $9
  ) "t0"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $10
  ) "t2" on "t2"."customer_id" = "t0"."customer_id"
  group by 1
), "k0" as materialized (
  select *, "place" > 0 + $11::bigint as "rest"
  from (
    select "g".*, row_number() over (order by "g"."a0" desc nulls last, "g"."d0" asc nulls last) as "place"
    from "g"
    where "set" = 0
  ) "r"
), "b8" as materialized (
  select count(distinct ("t9"."customer_id")) as "a5", count(distinct ("t9"."customer_id")) filter (where exists (
    select 1
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $12
    ) "t12"
    left join (
      select *
      from "trade"."customers" "s"
      where "s"."tenant_id" = $13
    ) "t13" on "t13"."customer_id" = "t12"."customer_id"
    where (("t13"."customer_id") = ("t9"."customer_id")) and (("t12"."placed_at" between "t7"."seen_at" and (((("t7"."seen_at")::timestamptz at time zone $14) + ($15)::interval) at time zone $14))) and ("t12"."status" = 'PAID')
  )) as "a6", count(distinct ("t9"."customer_id")) filter (where exists (
    select 1
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $16
    ) "t16"
    left join (
      select *
      from "trade"."customers" "s"
      where "s"."tenant_id" = $17
    ) "t17" on "t17"."customer_id" = "t16"."customer_id"
    where (("t17"."customer_id") = ("t9"."customer_id")) and (("t16"."placed_at" between "t7"."seen_at" and (((("t7"."seen_at")::timestamptz at time zone $18) + ($19)::interval) at time zone $18))) and ("t16"."status" = 'PAID')
  )) as "a7", count(distinct ("t9"."customer_id")) as "a8"
  from (
    select *
    from "trade"."visits" "s"
    where "s"."tenant_id" = $20
  ) "t7"
  left join (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $21
  ) "t9" on "t9"."customer_id" = "t7"."customer_id"
  where ((row("t7"."source")::text) in (
    select (row("d0")::text)
    from "k0"
    where "rest"
  ))
) (
  select '0'::text, json_build_object('_others', false, 'source', ("g"."d0")::text, 'visitCount', "g"."a0", 'visitors', "g"."a1", 'converted', "g"."a2", 'conversionRate', ((("g"."a3")::numeric / nullif(("g"."a4")::numeric, 0)))::text)::text
  from "k0" "g"
  where not "rest" and "place" > 0
  order by "place"
)
union all (
  select '0'::text, json_build_object('_others', true, 'source', (null)::text, 'visitCount', "g"."a0", 'visitors', "g"."a5", 'converted', "g"."a6", 'conversionRate', ((("g"."a7")::numeric / nullif(("g"."a8")::numeric, 0)))::text)::text
  from (
    select *
    from "b8"
    cross join (
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
