-- rows of metrics.rows
with people as (select customer_id, name from trade.customers where tenant_id = $1),
o as (select name, count(*) as n from trade.orders left join people using (customer_id) where tenant_id = $1 group by name),
v as (select name, count(*) as n from trade.visits left join people using (customer_id) where tenant_id = $1 group by name)
select o.name as "customer.name", o.n as "orderMetrics.orderCount", coalesce(v.n, 0) as "visitMetrics.visitCount"
from o left join v on v.name is not distinct from o.name where o.n >= 2 order by coalesce(v.n, 0) desc, o.name limit 3;
-- rows of metrics.totals
select count(*) as "orderMetrics.orderCount" from trade.orders where tenant_id = $1;
