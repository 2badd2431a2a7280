-- rows of metrics.totals
select (select count(*) from trade.orders where tenant_id = $1 and channel = 'APP') as "orderMetrics.orderCount", count(*) as "visitMetrics.visitCount"
from trade.visits where tenant_id = $1 and source = 'AD';
