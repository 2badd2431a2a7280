-- rows of orderMetrics.rows
select where false;
-- rows of orderMetrics.totals
select count(*) as "orderCount" from trade.orders where tenant_id = $1;
