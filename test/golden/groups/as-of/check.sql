-- rows of orderMetrics.rows
select status, count(*) as "orderCount" from trade.orders where tenant_id = $1 group by status order by status;
-- rows of orderMetrics.meta
select where true;
