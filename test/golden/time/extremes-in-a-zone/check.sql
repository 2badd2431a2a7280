-- rows of orderMetrics.rows
select channel, checks.iso(min(placed_at), 'America/New_York') as "firstOrder"
from trade.orders where tenant_id = $1 group by channel order by channel;
