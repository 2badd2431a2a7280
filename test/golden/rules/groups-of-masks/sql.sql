with "g" as materialized (
  select (case when ("t0"."email") is not null then case when strpos(("t0"."email")::text, '@') > 0 then regexp_replace(("t0"."email")::text, '^([^@]?).*(@[^@]*)$', '\1***\2') else '***' end end) as "d0", count(*) as "a0", count(distinct ("t0"."email")) as "a1", case grouping((case when ("t0"."email") is not null then case when strpos(("t0"."email")::text, '@') > 0 then regexp_replace(("t0"."email")::text, '^([^@]?).*(@[^@]*)$', '\1***\2') else '***' end end)) when 0 then 0 when 1 then 1 end as "set"
  from (
    select *
    from "trade"."agents" "s"
    where "s"."tenant_id" = $1
  ) "t0"
  group by grouping sets ((1), ())
) (
  select '0'::text, json_build_object('email', ("g"."d0")::text, 'agentCount', "g"."a0")::text
  from "g"
  where "set" = 0
  order by "g"."d0" asc nulls last
  limit $2::bigint
)
union all (
  select '1'::text, json_build_object('agentCount', "g"."a0", 'mails', "g"."a1")::text
  from "g"
  where "set" = 1
);
