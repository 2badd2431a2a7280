-- rows of orderMetrics.rows
with weeks as (
  select date_trunc('week', placed_at at time zone 'UTC') as start, count(*) as n from trade.orders
  where tenant_id = $1 and placed_at >= '2025-12-01T00:00:00Z' and placed_at < '2026-02-15T00:00:00Z' group by 1)
select checks.iso(start at time zone 'UTC') as "placedAt", n as "orderCount",
  (select sum(amount) from trade.orders where tenant_id = $1 and status = 'PAID'
    and placed_at at time zone 'UTC' >= date_trunc('year', start + interval '6 days') and placed_at at time zone 'UTC' < start + interval '7 days') as "revenueThisYear",
  (select count(*) from trade.orders where tenant_id = $1
    and placed_at at time zone 'UTC' >= date_trunc('quarter', start + interval '6 days') and placed_at at time zone 'UTC' < start + interval '7 days') as "ordersThisQuarter"
from weeks order by start;
