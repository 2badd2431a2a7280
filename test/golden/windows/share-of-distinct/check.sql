-- rows of orderMetrics.rows
select status, count(distinct customer_id) as buyers,
  count(distinct customer_id)::numeric / (select count(distinct customer_id) from trade.orders where tenant_id = $1) as "buyersShare"
from trade.orders where tenant_id = $1 group by status order by status;
