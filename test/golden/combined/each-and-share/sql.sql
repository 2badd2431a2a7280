with "b1" as materialized (
  select "e2"."e0" as "d0", count(*) as "a0", sum(("t0"."amount")) filter (where ("t0"."status" = 'PAID')) as "a3", 0 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  left join (
    select distinct "t3"."order_id" as "k0", "t4"."tag_id" as "e0"
    from (
      select *
      from "trade"."order_tags" "s"
      where "s"."tenant_id" = $2
    ) "t3"
    left join (
      select *
      from "trade"."tags" "s"
      where "s"."tenant_id" = $3
    ) "t4" on "t4"."tag_id" = "t3"."tag_id"
  ) "e2" on "e2"."k0" = "t0"."order_id"
  group by 1
), "b6" as materialized (
  select count(*) as "a1", sum(("t5"."amount")) filter (where ("t5"."status" = 'PAID')) as "a2", 1 as "set"
  from (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $4
  ) "t5"
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", max("a3") as "a3", coalesce(max("a1"), 0) as "a1", max("a2") as "a2"
  from (
    select "set", "d0", "a0", "a3", (
      select "a1"
      from "b6"
      where false
    ), (
      select "a2"
      from "b6"
      where false
    )
    from "b1"
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
      select "a3"
      from "b1"
      where false
    ), "a1", "a2"
    from "b6"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('tagged', json_build_object('tag', json_build_object('id', ("g"."d0")::text)), 'orderCount', "g"."a0", 'orderCountShare', ((("g"."a0")::numeric / nullif(((
    select "a1"
    from "g"
    where "set" = 1
  ))::numeric, 0)))::text, 'part', ((("g"."a3")::numeric / nullif(((
    select "a2"
    from "g"
    where "set" = 1
  ))::numeric, 0)))::text)::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $5::bigint
);
