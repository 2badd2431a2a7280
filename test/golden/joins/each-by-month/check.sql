-- rows of customerMetrics.rows
with has as (select distinct customer_id, extract(year from placed_at at time zone 'UTC') as y from trade.orders where tenant_id = $1)
select y || '-01-01T00:00:00Z' as "orders.placedAt", count(*) as "customerCount"
from trade.customers left join has using (customer_id) where tenant_id = $1 group by y order by y;
