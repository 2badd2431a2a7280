-- rows of orderMetrics.rows
select channel, count(*) as "ordersEver" from trade.orders where tenant_id = $1 and placed_at < '2026-07-15T10:00:00Z' group by channel order by channel;
-- rows of orderMetrics.totals
select count(*) as "ordersEver", sum(amount) filter (where status = 'PAID') as "revenueEver",
  sum(amount) filter (where status = 'PAID' and placed_at >= '2026-01-01T00:00:00Z') as "revenueThisYear"
from trade.orders where tenant_id = $1 and placed_at < '2026-07-15T10:00:00Z';
