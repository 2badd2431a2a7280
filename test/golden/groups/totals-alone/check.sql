-- rows of orderMetrics.totals
select count(*) as "orderCount", count(distinct customer_id) as buyers, sum(amount) filter (where status = 'PAID') / count(*) as "averageOrder"
from trade.orders where tenant_id = $1 and channel = 'WEB';
