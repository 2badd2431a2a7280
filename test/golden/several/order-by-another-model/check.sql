-- rows of metrics.rows
-- Gus has visited us, and ordered nothing.
with people as (select customer_id, name from trade.customers where tenant_id = $1)
select name as "customer.name", count(*) as "orderMetrics.orderCount"
from trade.orders o left join people using (customer_id) where tenant_id = $1
group by name order by (select count(*) from trade.visits left join people p using (customer_id) where tenant_id = $1 and p.name is not distinct from people.name) desc, name;
