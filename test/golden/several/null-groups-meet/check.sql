-- rows of metrics.rows
with people as (select customer_id, plan from trade.customers where tenant_id = $1),
p(plan) as (values ('FREE'), ('PRO'), ('TEAM'), (null))
select p.plan as "customer.plan",
  (select count(*) from trade.orders left join people using (customer_id) where tenant_id = $1 and people.plan is not distinct from p.plan) as "orderMetrics.orderCount",
  (select count(*) from trade.visits left join people using (customer_id) where tenant_id = $1 and people.plan is not distinct from p.plan) as "visitMetrics.visitCount",
  (select count(*) from people where people.plan is not distinct from p.plan) as "customerMetrics.customerCount",
  (select count(*) from trade.balances left join people using (customer_id) where tenant_id = $1 and people.plan is not distinct from p.plan) as "balanceMetrics.entries"
from p order by p.plan;
