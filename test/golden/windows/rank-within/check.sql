-- rows of orderMetrics.rows
with groups as (
  select channel, plan, count(*) as n from trade.orders left join trade.customers using (tenant_id, customer_id) where tenant_id = $1 group by channel, plan)
select channel, plan as "customer.plan", n as "orderCount",
  1 + (select count(*) from groups b where b.channel is not distinct from a.channel and b.n > a.n) as place
from groups a order by channel, n desc, plan;
