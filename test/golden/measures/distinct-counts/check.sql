-- rows of orderMetrics.rows
select channel, count(distinct customer_id) as buyers, count(*) as "orderCount"
from trade.orders where tenant_id = $1 group by channel order by channel;
-- rows of orderMetrics.totals
select count(*) as buyers from trade.customers c
where tenant_id = $1 and exists (select from trade.orders o where o.tenant_id = $1 and o.customer_id = c.customer_id);
