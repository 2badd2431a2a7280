-- rows of orderMetrics.rows
with sold as (select channel, sum(amount) filter (where status = 'PAID') as revenue from trade.orders where tenant_id = $1 group by channel),
back as (select channel, sum(r.amount) as refunded from trade.refunds r join trade.orders using (tenant_id, order_id) where tenant_id = $1 group by channel)
select sold.channel, revenue, revenue - refunded as "netRevenue" from sold left join back on back.channel is not distinct from sold.channel order by sold.channel;
-- rows of orderMetrics.totals
select (select sum(amount) from trade.orders where tenant_id = $1 and status = 'PAID') - (select sum(amount) from trade.refunds where tenant_id = $1) as "netRevenue";
