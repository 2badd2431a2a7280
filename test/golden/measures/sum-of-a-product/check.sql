-- rows of orderItemMetrics.rows
select sku, sum(quantity * price) as sales, sum(quantity) as units, count(*) as "lineCount"
from trade.order_items join trade.orders using (order_id) where tenant_id = $1 group by sku order by sku;
-- rows of orderItemMetrics.totals
select sum(quantity * price) as sales, sum(quantity) as units
from trade.order_items join trade.orders using (order_id) where tenant_id = $1;
