with "g" as materialized (
  select "t2"."name" as "d0", "t3"."channel" as "d1", count(*) as "a0", case grouping("t2"."name", "t3"."channel") when 0 then 0 when 3 then 1 end as "set"
  from (
    select *
    from "trade"."order_tags" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  left join (
    select *
    from "trade"."tags" "s"
    where "s"."tenant_id" = $2
  ) "t2" on "t2"."tag_id" = "t0"."tag_id"
  left join (
    select *
    from "trade"."orders" "s"
    where "s"."tenant_id" = $3
  ) "t3" on "t3"."order_id" = "t0"."order_id"
  group by grouping sets ((1, 2), ())
) (
  select '0'::text, json_build_object('tag', json_build_object('name', ("g"."d0")::text), 'order', json_build_object('channel', ("g"."d1")::text), 'taggings', "g"."a0")::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last, "g"."d1" asc nulls last
  limit $4::bigint
)
union all (
  select '1'::text, json_build_object('taggings', "g"."a0")::text
  from "g"
  where "set" = 1
);
