-- rows of orderMetrics.rows
with q as (select extract(quarter from placed_at at time zone 'UTC')::int as q from trade.orders where tenant_id = $1 and placed_at >= '2026-01-01T00:00:00Z')
select q < 3 as _others, case when q >= 3 then '2026-' || lpad((q * 3 - 2)::text, 2, '0') || '-01T00:00:00Z' end as "placedAt", count(*) as "orderCount"
from q group by 1, 2 order by 1, 2 desc;
