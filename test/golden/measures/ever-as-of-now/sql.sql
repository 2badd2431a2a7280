with "b1" as materialized (
  select "t0"."channel" as "d0", count(*) as "a0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  where ("t0"."placed_at" < $2::timestamptz)
  group by 1
), "b3" as materialized (
  select "t2"."channel" as "d0", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $3
  ) "t2"
  group by 1
), "b5" as materialized (
  select count(*) as "a1", sum(("t4"."amount")) filter (where ("t4"."status" = 'PAID')) as "a2", 1 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $4
  ) "t4"
  where ("t4"."placed_at" < $5::timestamptz)
), "b7" as materialized (
  select sum(("t6"."amount")) filter (where ("t6"."status" = 'PAID')) as "a3", 1 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $6
  ) "t6"
  where ("t6"."placed_at" < $7::timestamptz) and ("t6"."placed_at" >= least(date_trunc('year', (((($8::timestamptz)::timestamptz - ($9)::interval))::timestamptz at time zone $10)) at time zone $10, ((date_trunc('year', (((($8::timestamptz)::timestamptz - ($9)::interval))::timestamptz at time zone $10)) - interval '1 microsecond') at time zone $10) + interval '1 microsecond'))
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", coalesce(max("a1"), 0) as "a1", max("a2") as "a2", max("a3") as "a3", bool_or("own") as "own", bool_or("moved") as "moved"
  from (
    select "set", "d0", "a0", (
      select "a1"
      from "b5"
      where false
    ), (
      select "a2"
      from "b5"
      where false
    ), (
      select "a3"
      from "b7"
      where false
    ), false as "own", false as "moved"
    from "b1"
    union all
    select "set", "d0", (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b5"
      where false
    ), (
      select "a2"
      from "b5"
      where false
    ), (
      select "a3"
      from "b7"
      where false
    ), true as "own", false as "moved"
    from "b3"
    union all
    select "set", (
      select "d0"
      from "b1"
      where false
    ), (
      select "a0"
      from "b1"
      where false
    ), "a1", "a2", (
      select "a3"
      from "b7"
      where false
    ), false as "own", false as "moved"
    from "b5"
    union all
    select "set", (
      select "d0"
      from "b1"
      where false
    ), (
      select "a0"
      from "b1"
      where false
    ), (
      select "a1"
      from "b5"
      where false
    ), (
      select "a2"
      from "b5"
      where false
    ), "a3", false as "own", false as "moved"
    from "b7"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('channel', ("g"."d0")::text, 'ordersEver', "g"."a0")::text
  from (
    select *
    from "g"
    where "set" in (0) and ("own")
  ) "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $11::bigint
)
union all (
  select '1'::text, json_build_object('ordersEver', "g"."a1", 'revenueEver', ("g"."a2")::text, 'revenueThisYear', ("g"."a3")::text)::text
  from "g"
  where "set" = 1
);
