with "b1" as materialized (
  select "t0"."channel" as "d0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a0", case grouping("t0"."channel") when 0 then 0 when 1 then 1 end as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  group by grouping sets ((1), ())
), "b3" as materialized (
  select "t4"."channel" as "d0", sum(("t2"."amount")) as "a1", case grouping("t4"."channel") when 0 then 0 when 1 then 1 end as "set"
  from (
    select *
    from "trade"."refunds" "s"
    where "s"."tenant_id" = $2
  ) "t2"
  left join (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $3
  ) "t4" on "t4"."order_id" = "t2"."order_id"
  group by grouping sets ((1), ())
), "g" as materialized (
  select "set", "d0", max("a0") as "a0", max("a1") as "a1", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", (
      select "a1"
      from "b3"
      where false
    ), true as "own", false as "moved"
    from "b1"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), "a1", false as "own", false as "moved"
    from "b3"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('channel', ("g"."d0")::text, 'revenue', ("g"."a0")::text, 'netRevenue', (("g"."a0" - "g"."a1"))::text)::text
  from (
    select *
    from "g"
    where "set" in (0) and ("own")
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $4::bigint
)
union all (
  select '1'::text, json_build_object('netRevenue', (("g"."a0" - "g"."a1"))::text)::text
  from "g"
  where "set" = 1
);
