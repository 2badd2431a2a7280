-- rows of orderMetrics.rows
select channel, status, count(*) as "orderCount" from trade.orders where tenant_id = $1 group by channel, status order by count(*) desc, channel, status;
