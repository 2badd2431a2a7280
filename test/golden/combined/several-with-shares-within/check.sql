-- rows of metrics.rows
with people as (select customer_id, plan, region from trade.customers where tenant_id = $1),
o as (select plan, region, count(*) as n, sum(amount) filter (where status = 'PAID') as revenue from trade.orders left join people using (customer_id) where tenant_id = $1 group by 1, 2),
v as (select plan, region, count(*) as n from trade.visits left join people using (customer_id) where tenant_id = $1 group by 1, 2),
keys as (select plan, region from o union select plan, region from v)
select k.plan as "customer.plan", k.region as "customer.region",
  o.revenue / (select sum(revenue) from o p where p.plan is not distinct from k.plan) as "orderMetrics.part", coalesce(o.n, 0) as "orderMetrics.orderCount",
  coalesce(v.n, 0)::numeric / (select sum(n) from v) as "visitMetrics.visitCountShare"
from keys k left join o on o.plan is not distinct from k.plan and o.region is not distinct from k.region
left join v on v.plan is not distinct from k.plan and v.region is not distinct from k.region order by k.plan, k.region;
