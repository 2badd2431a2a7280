-- rows of orderMetrics.rows
with told as (select coalesce(channel = 'WEB', false) as web, amount, customer_id, status from trade.orders where tenant_id = $1)
select not web as _others, case when web then 'WEB' end as channel,
  (select avg(amount) from (select amount, row_number() over (order by amount) as p, count(*) over () as n from told b where b.web = a.web) s where p in ((n + 1) / 2, (n + 2) / 2)) as "medianAmount",
  count(distinct customer_id) as buyers, count(*) filter (where status = 'PAID')::numeric / count(*) as "paidShare"
from told a group by web order by not web;
