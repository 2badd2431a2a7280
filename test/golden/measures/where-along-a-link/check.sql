-- rows of orderMetrics.rows
select status,
  sum(amount) filter (where customer_id in (select customer_id from trade.customers where tenant_id = $1 and plan = 'PRO')) as "proRevenue",
  sum(amount) filter (where status = 'PAID') as revenue, count(*) as "orderCount"
from trade.orders where tenant_id = $1 group by status order by status;
