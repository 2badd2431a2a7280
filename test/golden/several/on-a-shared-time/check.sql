-- rows of metrics.rows
with o as (select date_trunc('quarter', placed_at at time zone 'UTC') as q, sum(amount) filter (where status = 'PAID') as revenue, count(*) as n from trade.orders where tenant_id = $1 group by 1),
r as (select date_trunc('quarter', refunded_at at time zone 'UTC') as q, sum(amount) as refunded from trade.refunds where tenant_id = $1 group by 1),
v as (select date_trunc('quarter', seen_at at time zone 'UTC') as q, count(*) as n from trade.visits where tenant_id = $1 group by 1)
select checks.iso(q at time zone 'UTC') as time, revenue as "orderMetrics.revenue", coalesce(o.n, 0) as "orderMetrics.orderCount",
  refunded as "refundMetrics.refunded", coalesce(v.n, 0) as "visitMetrics.visitCount"
from o full join r using (q) full join v using (q) order by q;
-- rows of metrics.totals
select (select sum(amount) from trade.orders where tenant_id = $1 and status = 'PAID') as "orderMetrics.revenue",
  (select sum(amount) from trade.refunds where tenant_id = $1) as "refundMetrics.refunded", (select count(*) from trade.refunds where tenant_id = $1) as "refundMetrics.refundCount",
  (select count(*) from trade.visits where tenant_id = $1) as "visitMetrics.visitCount";
