-- rows of orderMetrics.rows
select status, count(*) as "orderCount" from trade.orders
where tenant_id = $1 and order_id not in (select order_id from trade.order_items where sku in ('A1', 'B2'))
group by status order by status;
