-- rows of orderMetrics.totals
select count(*) as "ordersEver", sum(amount) filter (where status = 'PAID') as "revenueEver",
  count(*) filter (where placed_at >= '2026-02-01T00:00:00Z') as "orders2Months", count(*) filter (where placed_at >= '2026-02-01T00:00:00Z') as "orderCount"
from trade.orders where tenant_id = $1 and placed_at < '2026-04-01T00:00:00Z';
