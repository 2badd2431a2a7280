-- rows of orderMetrics.rows
-- January to July have orders in 2026 but for May; 2025 had none in May either.
with months as (select extract(month from placed_at at time zone 'UTC')::int as m, extract(year from placed_at at time zone 'UTC') as y, * from trade.orders where tenant_id = $1)
select '2026-0' || m || '-01T00:00:00Z' as "placedAt", count(*) filter (where y = 2026) as "orderCount",
  sum(amount) filter (where y = 2026 and status = 'PAID') as revenue,
  sum(amount) filter (where y = 2025 and status = 'PAID') as "lastYear", count(*) filter (where y = 2025) as before
from months where m <= 7 group by m order by m;
