with "b1" as materialized (
  select "e2"."e0" as "d0", count(*) as "a0", avg(("t0"."score")) as "a1", 0 as "set"
  from (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  left join (
    select distinct "t3"."customer_id" as "k0", "t3"."status" as "e0"
    from (
      select *
      from "trade"."orders" "s"
      where "s"."tenant_id" = $2
    ) "t3"
  ) "e2" on "e2"."k0" = "t0"."customer_id"
  group by 1
), "b5" as materialized (
  select count(*) as "a2", 1 as "set"
  from (
    select *
    from "trade"."customers" "s"
    where "s"."tenant_id" = $3
  ) "t4"
), "g" as materialized (
  select "set", "d0", coalesce(max("a0"), 0) as "a0", max("a1") as "a1", coalesce(max("a2"), 0) as "a2"
  from (
    select "set", "d0", "a0", "a1", (
      select "a2"
      from "b5"
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
      select "a1"
      from "b1"
      where false
    ), "a2"
    from "b5"
  ) "u"
  group by 1, 2
) (
  select '0'::text, json_build_object('orders', json_build_object('status', ("g"."d0")::text), 'customerCount', "g"."a0", 'averageScore', ("g"."a1")::text)::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $4::bigint
)
union all (
  select '1'::text, json_build_object('customerCount', "g"."a2")::text
  from "g"
  where "set" = 1
);
