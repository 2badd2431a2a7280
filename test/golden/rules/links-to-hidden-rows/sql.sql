select json_build_object('id', ("t1"."ticket_id")::text, 'before', case when "t2"."ticket_id" is not null then json_build_object('id', ("t2"."ticket_id")::text, 'minutes', "t2"."minutes") end)::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."ticket_id" as "sluice_o0"
  from (
    select "s".*
    from (
      select *
      from "trade"."tickets" "s"
      where "s"."tenant_id" = $1
    ) "s"
    where (("s"."region" = any($2)))
  ) "t0"
  order by "t0"."ticket_id" asc
  limit $3::bigint
) "t1"
left join (
  select "s".*
  from (
    select *
    from "trade"."tickets" "s"
    where "s"."tenant_id" = $4
  ) "s"
  where (("s"."region" = any($5)))
) "t2" on "t2"."ticket_id" = "t1"."before_id"
order by "t1"."sluice_o0" asc;

select json_build_object('id', ("t1"."ticket_id")::text)::text, ("t1"."sluice_o0")::text
from (
  select "t0".*, "t0"."ticket_id" as "sluice_o0"
  from (
    select "s".*
    from (
      select *
      from "trade"."tickets" "s"
      where "s"."tenant_id" = $1
    ) "s"
    where (("s"."region" = any($2)))
  ) "t0"
  left join (
    select "s".*
    from (
      select *
      from "trade"."tickets" "s"
      where "s"."tenant_id" = $3
    ) "s"
    where (("s"."region" = any($4)))
  ) "t2" on "t2"."ticket_id" = "t0"."before_id"
  where ((("t2"."minutes" >= $5::integer)) is not true)
  order by "t0"."ticket_id" asc
  limit $6::bigint
) "t1"
order by "t1"."sluice_o0" asc;
