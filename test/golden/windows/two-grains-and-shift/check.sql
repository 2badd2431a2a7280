-- rows of orderMetrics.rows
with mine as (select extract(year from placed_at at time zone 'UTC') as y, extract(month from placed_at at time zone 'UTC') as m from trade.orders where tenant_id = $1)
select '2026-01-01T00:00:00Z' as y, '2026-0' || m || '-01T00:00:00Z' as m, count(*) filter (where y = 2026) as "orderCount", count(*) filter (where y = 2025) as before
from mine where mine.m <= 3 group by mine.m order by mine.m;
