-- rows of orderMetrics.rows
with mine as (select extract(year from placed_at at time zone 'UTC') as y, extract(month from placed_at at time zone 'UTC') as m, amount, status from trade.orders where tenant_id = $1)
select '2026-' || lpad(n::text, 2, '0') || '-01T00:00:00Z' as "placedAt", count(*) filter (where y = 2026) as "orderCount", count(*) filter (where y = 2025) as before,
  sum(amount) filter (where y = 2026 and status = 'PAID') as revenue, sum(amount) filter (where y = 2025 and status = 'PAID') as "lastYear"
from generate_series(1, 12) n left join mine on m = n group by n order by n;
