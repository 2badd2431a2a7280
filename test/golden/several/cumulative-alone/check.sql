-- rows of metrics.rows
-- In July: orders of Dee, Ada and Cyd; visits of those and of Gus.
with people as (select customer_id, name from trade.customers where tenant_id = $1),
o as (select name, count(*) as n, bool_or(placed_at >= '2026-07-01T00:00:00Z') as july from trade.orders left join people using (customer_id) where tenant_id = $1 and placed_at < '2026-08-01T00:00:00Z' group by name),
v as (select name, count(*) as n from trade.visits left join people using (customer_id) where tenant_id = $1 and seen_at >= '2026-07-01T00:00:00Z' and seen_at < '2026-08-01T00:00:00Z' group by name)
select coalesce(o.name, v.name) as "customer.name", coalesce(o.n, 0) as "orderMetrics.ordersEver", coalesce(v.n, 0) as "visitMetrics.visitCount"
from o full join v on v.name = o.name where july or v.n > 0 order by 1;
