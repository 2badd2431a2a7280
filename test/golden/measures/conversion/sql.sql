with "g" as materialized (
  select "t0"."source" as "d0", count(distinct ("t2"."customer_id")) as "a0", count(distinct ("t2"."customer_id")) filter (where exists (
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
  )) as "a1", count(distinct ("t2"."customer_id")) filter (where exists (
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
  )) as "a2", count(distinct ("t2"."customer_id")) as "a3", case grouping("t0"."source") when 0 then 0 when 1 then 1 end as "set"
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
  group by grouping sets ((1), ())
) (
  select '0'::text, json_build_object('source', ("g"."d0")::text, 'visitors', "g"."a0", 'converted', "g"."a1", 'conversionRate', ((("g"."a2")::numeric / nullif(("g"."a3")::numeric, 0)))::text)::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $11::bigint
)
union all (
  select '1'::text, json_build_object('visitors', "g"."a0", 'converted', "g"."a1", 'conversionRate', ((("g"."a2")::numeric / nullif(("g"."a3")::numeric, 0)))::text)::text
  from "g"
  where "set" = 1
);
