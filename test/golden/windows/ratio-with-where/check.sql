-- rows of orderMetrics.rows
select channel, sum(amount) filter (where status = 'PAID' and amount >= 30) / nullif(count(*) filter (where amount >= 30), 0) as web, count(*) as "orderCount"
from trade.orders where tenant_id = $1 group by channel order by channel;
