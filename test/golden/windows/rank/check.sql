-- rows of orderMetrics.rows
with groups as (select channel, status, count(*) as n from trade.orders where tenant_id = $1 group by channel, status)
select channel, status, 1 + (select count(*) from groups b where b.n > a.n) as place from groups a order by channel, status;
