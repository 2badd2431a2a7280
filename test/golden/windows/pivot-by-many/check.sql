-- rows of orderMetrics.rows
select status, count(*) as "orderCount",
  count(*) filter (where order_id in (select order_id from trade.order_items where sku in ('A1', 'B2'))) as "withTools",
  sum(amount) filter (where status = 'PAID' and order_id not in (select order_id from trade.order_items)) as bare
from trade.orders where tenant_id = $1 group by status order by status;
