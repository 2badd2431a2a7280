-- rows of orderMetrics.rows
select status, sum(amount) filter (where status = 'PAID') as revenue, count(*) as "orderCount"
from trade.orders where tenant_id = $1 group by status order by status;
-- rows of orderMetrics.totals
select (select sum(amount) from trade.orders where tenant_id = $1 and status = 'PAID') as revenue,
  (select count(*) from trade.orders where tenant_id = $1) as "orderCount";
