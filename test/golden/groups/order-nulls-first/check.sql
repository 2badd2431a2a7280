-- rows of orderMetrics.rows
select channel, count(*) as "orderCount" from trade.orders where tenant_id = $1 group by channel order by channel desc nulls first;
