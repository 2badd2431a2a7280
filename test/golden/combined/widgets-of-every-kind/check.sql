-- rows of kpi.totals
with web as (select amount, status, row_number() over (order by amount) as p, count(*) over () as n from trade.orders where tenant_id = $1 and channel = 'WEB')
select sum(amount) filter (where status = 'PAID') as revenue, avg(amount) filter (where p in ((n + 1) / 2, (n + 2) / 2)) as "medianAmount" from web;
-- rows of top.rows
with web as (select name, amount from trade.orders left join trade.customers using (tenant_id, customer_id) where tenant_id = $1 and channel = 'WEB' and status = 'PAID'),
best as (select name from web group by name order by sum(amount) desc limit 1)
select name not in (table best) as _others, case when name in (table best) then name end as "customer.name", sum(amount) as revenue from web group by 1, 2 order by 1;
-- rows of shares.rows
select status, count(*)::numeric / sum(count(*)) over () as part, sum(amount) filter (where status = 'PAID') as revenue
from trade.orders where tenant_id = $1 and channel = 'WEB' group by status order by status;
