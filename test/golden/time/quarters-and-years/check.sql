-- rows of orderMetrics.rows
select y || '-01-01T00:00:00Z' as year, y || '-' || lpad((q * 3 - 2)::text, 2, '0') || '-01T00:00:00Z' as quarter, count(*) as "orderCount"
from (select extract(year from placed_at at time zone 'UTC') as y, extract(quarter from placed_at at time zone 'UTC')::int as q
  from trade.orders where tenant_id = $1) o
group by y, q order by y, q;
