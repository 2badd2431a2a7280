-- rows of orderItemMetrics.rows
select category as "product.category", title as "product.title", sum(quantity) as units
from trade.order_items join trade.products using (sku) where order_id in (select order_id from trade.orders where tenant_id = $1)
group by 1, 2 order by 1, 2;
