-- rows of customerMetrics.rows
with has as (select distinct customer_id, status from trade.orders where tenant_id = $1 and customer_id is not null)
select status as "orders.status", count(*) as "customerCount", avg(score) as "averageScore"
from trade.customers left join has using (customer_id) where tenant_id = $1 group by status order by status;
-- rows of customerMetrics.totals
select count(*) as "customerCount" from trade.customers where tenant_id = $1;
-- rows of customerMetrics.meta
select 'orders' as overlapping;
