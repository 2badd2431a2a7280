-- rows of orderItemMetrics.rows
select category as "product.category", count(distinct order_id) as "ordersWith", count(*) as "lineCount",
  sum(quantity) filter (where channel = 'WEB') as "webUnits"
from trade.order_items join trade.orders using (order_id) join trade.products using (sku)
where tenant_id = $1 group by category order by category;
