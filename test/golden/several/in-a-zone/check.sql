-- rows of metrics.rows
with y as (
  select extract(year from shop_time - interval '3 months') as y, 1 as o, 0 as r from trade.orders where tenant_id = $1
  union all select extract(year from refunded_at at time zone 'Europe/Paris' - interval '3 months'), 0, 1 from trade.refunds where tenant_id = $1)
select y || '-04-01T00:00:00+02:00' as time, sum(o) as "orderMetrics.orderCount", sum(r) as "refundMetrics.refundCount" from y group by y order by y;
