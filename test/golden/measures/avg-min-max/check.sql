-- rows of orderMetrics.rows
select channel, sum(amount) / count(amount) as "meanAmount", min(amount) as smallest, max(amount) as largest
from trade.orders where tenant_id = $1 group by channel order by channel;
