-- rows of orderMetrics.rows
select to_char(day - (extract(isodow from day)::int + 4) % 7, 'YYYY-MM-DD"T00:00:00Z"') as "placedAt", count(*) as "orderCount"
from (select (placed_at at time zone 'UTC')::date as day from trade.orders where tenant_id = $1 and placed_at >= '2026-01-01T00:00:00Z') o
group by 1 order by 1;
