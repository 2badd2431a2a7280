-- rows of metrics.rows
with o as (select channel, count(*) as n from trade.orders where tenant_id = $1 group by channel),
i as (select channel, sum(quantity) as units, count(*) as n from trade.order_items join trade.orders using (order_id) where tenant_id = $1 group by channel),
r as (select channel, sum(r.amount) as refunded, count(*) as n from trade.refunds r join trade.orders using (tenant_id, order_id) where tenant_id = $1 group by channel)
select o.channel as "order.channel", i.units as "orderItemMetrics.units", coalesce(i.n, 0) as "orderItemMetrics.lineCount",
  refunded as "refundMetrics.refunded", coalesce(r.n, 0) as "refundMetrics.refundCount", o.n as "orderMetrics.orderCount"
from o left join i on i.channel is not distinct from o.channel left join r on r.channel is not distinct from o.channel order by o.channel;
