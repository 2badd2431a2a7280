-- rows of orderMetrics.rows
select false as _others, status, count(*) as "orderCount" from trade.orders where tenant_id = $1 group by status order by status;
