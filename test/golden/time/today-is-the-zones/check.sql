-- rows of orderMetrics.totals
select count(*) as "orderCount", sum(amount) filter (where status = 'PAID') as revenue from trade.orders where tenant_id = $1 and shop_time::date = '2026-07-15';
-- rows of orders.nodes
select order_id as id from trade.orders where tenant_id = $1 and shop_time::date = '2026-07-15' order by order_id;
