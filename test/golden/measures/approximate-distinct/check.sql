-- rows of orderMetrics.rows
select channel, count(distinct customer_id) as "aboutBuyers" from trade.orders where tenant_id = $1 group by channel order by channel;
