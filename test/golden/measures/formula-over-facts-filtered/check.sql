-- rows of orderMetrics.rows
with mine as (select * from trade.orders where tenant_id = $1 and (channel <> 'STORE' or channel is null)),
people as (select customer_id, plan from trade.customers where tenant_id = $1)
select plan as "customer.plan", sum(amount) filter (where status = 'PAID') - (
    select sum(r.amount) from trade.refunds r join mine m using (order_id) left join people p using (customer_id) where r.tenant_id = $1 and p.plan is not distinct from people.plan) as "netRevenue",
  count(*) as "orderCount"
from mine left join people using (customer_id) group by plan order by plan;
-- rows of orderMetrics.totals
with mine as (select * from trade.orders where tenant_id = $1 and (channel <> 'STORE' or channel is null))
select (select sum(amount) from mine where status = 'PAID') - (select sum(r.amount) from trade.refunds r join mine using (order_id) where r.tenant_id = $1) as "netRevenue";
