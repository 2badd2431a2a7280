-- rows of orderMetrics.rows
with mine as (select extract(year from placed_at at time zone 'UTC') as y, extract(quarter from placed_at at time zone 'UTC')::int as q from trade.orders where tenant_id = $1)
select '2026-' || lpad((n * 3 - 2)::text, 2, '0') || '-01T00:00:00Z' as "placedAt",
  (select count(*) from mine where y = 2026 and q = n) as "orderCount", (select count(*) from mine where y = 2026 and q <= n) as "soFar",
  (select count(*) from mine where y = 2025 and q <= n) as before
from generate_series(1, 3) n order by n;
