-- rows of metrics.rows
-- PRO customers order most.
with people as (select customer_id, plan = 'PRO' as pro from trade.customers where tenant_id = $1)
select not pro as _others, case when pro then 'PRO' end as "customer.plan",
  (select count(*) from trade.orders left join people p using (customer_id) where tenant_id = $1 and coalesce(p.pro, false) = sides.pro) as "orderMetrics.orderCount",
  (select count(distinct customer_id) from trade.visits left join people p using (customer_id) where tenant_id = $1 and coalesce(p.pro, false) = sides.pro) as "visitMetrics.visitors"
from (values (true), (false)) sides (pro) order by 1;
