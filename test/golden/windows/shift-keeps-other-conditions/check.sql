-- rows of orderMetrics.rows
select '2026-01-01T00:00:00Z' as "placedAt", count(*) filter (where y = 2026 and channel = 'WEB') as web, count(*) filter (where y = 2025 and channel = 'WEB') as "webBefore",
  count(distinct customer_id) filter (where y = 2025 and channel <> 'STORE') as before
from (select *, extract(year from placed_at at time zone 'UTC') as y from trade.orders where tenant_id = $1) o;
