-- rows of orderMetrics.rows
select (select region from trade.customers c where c.tenant_id = $1 and c.customer_id = o.customer_id) as "customer.region",
  count(*) as "orderCount"
from trade.orders o where tenant_id = $1 group by 1 order by 1;
