-- rows of metrics.rows
with q (q) as (values (timestamp '2026-01-01'), ('2026-04-01'), ('2026-07-01')),
o as (select *, placed_at at time zone 'UTC' as at from trade.orders where tenant_id = $1),
r as (select *, refunded_at at time zone 'UTC' as at from trade.refunds where tenant_id = $1)
select checks.iso(q at time zone 'UTC') as time,
  (select count(*) from o where at >= q and at < q + interval '3 months') as "orderMetrics.orderCount",
  (select count(*) from o where at >= q - interval '1 year' and at < q - interval '9 months') as "orderMetrics.lastYear",
  (select sum(amount) from o where status = 'PAID' and at >= '2026-01-01' and at < q + interval '3 months') as "orderMetrics.soFar",
  (select sum(amount) from r where at >= q and at < q + interval '3 months') as "refundMetrics.refunded",
  (select sum(amount) from r where at >= q and at < q + interval '3 months') / (select sum(amount) from r where at >= '2026-01-01' and at < '2026-10-01') as "refundMetrics.part",
  (select sum(amount) from r where at >= q - interval '1 year' and at < q - interval '9 months') as "refundMetrics.lastYear"
from q order by q;
