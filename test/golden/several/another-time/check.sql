-- rows of metrics.rows
select '2026-01-01T00:00:00Z' as time, (select count(*) from trade.orders where tenant_id = $1 and due_on >= '2026-01-01') as "orderMetrics.orderCount",
  count(*) as "refundMetrics.refundCount", sum(amount) as "refundMetrics.refunded"
from trade.refunds where tenant_id = $1 and refunded_at >= '2026-01-01T00:00:00Z';
