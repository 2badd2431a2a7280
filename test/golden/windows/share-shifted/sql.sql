with "b1" as materialized (
  select "t0"."channel" as "d0", count(*) as "a0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a1", case grouping("t0"."channel") when 0 then 0 when 1 then 1 end as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where (("t0"."placed_at" >= $2::timestamptz) and ("t0"."placed_at" < $3::timestamptz))
  group by grouping sets ((1), ())
), "b3" as materialized (
  select "t2"."channel" as "d0", sum(("t2"."amount")) filter (where ("t2"."status" = 'PAID')) as "a2", case grouping("t2"."channel") when 1 then 1 when 0 then 0 end as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $4
  ) "t2"
  where (((((("t2"."placed_at")::timestamptz at time zone $5) - ($6)::interval) at time zone $5) >= $7::timestamptz) and ((((("t2"."placed_at")::timestamptz at time zone $8) - ($9)::interval) at time zone $8) < $10::timestamptz)) and ("t2"."placed_at" >= (((((((($11::timestamptz)::timestamptz at time zone $12) + ($13)::interval) at time zone $12))::timestamptz at time zone $14) - ($15)::interval) at time zone $14)) and ("t2"."placed_at" < (((((((($16::timestamptz)::timestamptz at time zone $17) + ($18)::interval) at time zone $17))::timestamptz at time zone $19) + ($20)::interval) at time zone $19))
  group by grouping sets ((), (1))
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", max("a1") as "a1", max("a2") as "a2", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", "a1", (
      select "a2"
      from "b3"
      where false
    ), true as "own", false as "moved"
    from "b1"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b1"
      where false
    ), "a2", false as "own", true as "moved"
    from "b3"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('channel', ("g"."d0")::text, 'orderCount', "g"."a0", 'now', ((("g"."a1")::numeric / nullif(((
    select "a1"
    from "g"
    where "set" = 1
  ))::numeric, 0)))::text, 'then', ((("g"."a2")::numeric / nullif(((
    select "a2"
    from "g"
    where "set" = 1
  ))::numeric, 0)))::text)::text
  from (
    select *
    from "g"
    where "set" in (0) and ("own" or "moved")
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $21::bigint
);
