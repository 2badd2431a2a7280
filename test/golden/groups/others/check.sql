-- rows of orderMetrics.rows
with named as (
  select name, amount, status, customer_id from trade.orders left join trade.customers using (tenant_id, customer_id) where tenant_id = $1),
top as (select name from named group by name order by sum(amount) filter (where status = 'PAID') desc nulls last, name limit 2),
told as (select *, name in (select name from top) is true as shown from named)
select not shown as _others, case when shown then name end as "customer.name", sum(amount) filter (where status = 'PAID') as revenue, count(*) as "orderCount",
  sum(amount) filter (where status = 'PAID') / count(*) as "averageOrder", count(distinct customer_id) as buyers
from told group by shown, case when shown then name end order by not shown, revenue desc;
-- rows of orderMetrics.totals
select sum(amount) as revenue from trade.orders where tenant_id = $1 and status = 'PAID';
