-- rows of orderMetrics.rows
with groups as (
  select name, sum(amount) filter (where status = 'PAID') as revenue from trade.orders left join trade.customers using (tenant_id, customer_id)
  where tenant_id = $1 group by name)
select name as "customer.name", revenue, (select count(*) from groups b where b.revenue >= a.revenue) as place,
  revenue / (select sum(revenue) from groups) as part
from groups a order by revenue desc nulls last, name limit 2 offset 1;
