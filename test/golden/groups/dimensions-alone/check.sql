-- rows of orderMetrics.rows
select distinct channel, status from trade.orders where tenant_id = $1 order by channel, status;
