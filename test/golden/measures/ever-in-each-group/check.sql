-- rows of orderMetrics.rows
with mine as (
  select channel, plan, extract(year from placed_at at time zone 'UTC') as y, amount, status from trade.orders left join trade.customers using (tenant_id, customer_id) where tenant_id = $1)
select a.channel, a.plan as "customer.plan", y || '-01-01T00:00:00Z' as "placedAt", count(*) as "orderCount",
  (select count(*) from mine b where b.channel is not distinct from a.channel and b.plan is not distinct from a.plan and b.y <= a.y) as "ordersEver",
  sum(amount) filter (where status = 'PAID') as "revenueThisYear"
from mine a group by a.channel, a.plan, y order by a.channel, a.plan, y;
