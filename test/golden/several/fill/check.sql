-- rows of metrics.rows
select checks.iso(m at time zone 'UTC') as time,
  (select count(*) from trade.orders where tenant_id = $1 and date_trunc('month', placed_at at time zone 'UTC') = m) as "orderMetrics.orderCount",
  (select count(*) from trade.refunds where tenant_id = $1 and date_trunc('month', refunded_at at time zone 'UTC') = m) as "refundMetrics.refundCount",
  (select sum(amount) from trade.refunds where tenant_id = $1 and date_trunc('month', refunded_at at time zone 'UTC') = m) as "refundMetrics.refunded"
from generate_series(timestamp '2026-01-01', timestamp '2026-06-01', interval '1 month') m order by m;
