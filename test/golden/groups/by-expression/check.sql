-- rows of orderMetrics.rows
select amount >= 30 as large, count(*) as "orderCount" from trade.orders where tenant_id = $1 group by 1 order by 1;
