-- rows of metrics.rows
with people as (select customer_id, plan from trade.customers where tenant_id = $1),
events as (
  select plan, (channel = 'WEB')::int as web, exists (select from trade.refunds r where r.tenant_id = $1 and r.order_id = o.order_id)::int as late, 0 as ads
  from trade.orders o left join people using (customer_id) where tenant_id = $1
  union all select plan, 0, 0, (source = 'AD')::int from trade.visits left join people using (customer_id) where tenant_id = $1)
select plan as "customer.plan", coalesce(sum(web), 0) as "orderMetrics.web", coalesce(sum(late), 0) as "orderMetrics.late", coalesce(sum(ads), 0) as "visitMetrics.ads"
from events group by plan order by plan;
