-- rows of orderMetrics.rows
select true as _others, count(*) as "orderCount", sum(amount) filter (where status = 'PAID') as revenue from trade.orders where tenant_id = $1;
