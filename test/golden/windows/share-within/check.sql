-- rows of orderMetrics.rows
with mine as (select plan, channel, amount, status from trade.orders left join trade.customers using (tenant_id, customer_id) where tenant_id = $1)
select m.plan as "customer.plan", m.channel, count(*) as "orderCount",
  sum(amount) filter (where status = 'PAID') / (select sum(amount) from mine p where p.plan is not distinct from m.plan and p.status = 'PAID') as part,
  count(*)::numeric / (select count(*) from mine p where p.channel is not distinct from m.channel) as "orderCountShare"
from mine m group by m.plan, m.channel order by m.plan, m.channel;
