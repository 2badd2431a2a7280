-- rows of orderMetrics.rows
with mine as (
  select extract(year from placed_at at time zone 'UTC') as y, extract(quarter from placed_at at time zone 'UTC')::int as q, channel from trade.orders
  where tenant_id = $1 and (placed_at < '2025-08-01T00:00:00Z' or placed_at >= '2026-01-01T00:00:00Z' and placed_at < '2026-08-01T00:00:00Z'))
select '2026-' || lpad((q * 3 - 2)::text, 2, '0') || '-01T00:00:00Z' as "placedAt", channel, count(*) filter (where y = 2026) as "orderCount", count(*) filter (where y = 2025) as before
from mine group by q, channel order by q, channel;
