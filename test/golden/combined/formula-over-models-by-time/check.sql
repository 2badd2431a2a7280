-- rows of metrics.rows
with q (q) as (select generate_series(timestamp '2026-01-01', timestamp '2026-10-01', interval '3 months')),
told as (
  select q, (select sum(amount) from trade.orders where tenant_id = $1 and status = 'PAID' and date_trunc('quarter', placed_at at time zone 'UTC') = q) as revenue,
    (select sum(amount) from trade.refunds where tenant_id = $1 and date_trunc('quarter', refunded_at at time zone 'UTC') = q) as refunded
  from q)
select checks.iso(q at time zone 'UTC') as time, revenue as "orderMetrics.revenue", revenue - refunded as "orderMetrics.netRevenue", refunded as "refundMetrics.refunded" from told order by q;
