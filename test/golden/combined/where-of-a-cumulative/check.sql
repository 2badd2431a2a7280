-- rows of orderMetrics.rows
with mine as (select date_trunc('quarter', placed_at at time zone 'UTC') as q, channel, plan, amount, status from trade.orders left join trade.customers using (tenant_id, customer_id) where tenant_id = $1)
select checks.iso(q at time zone 'UTC') as "placedAt",
  (select count(*) from mine b where b.q <= a.q and channel = 'WEB') as web, (select sum(amount) from mine b where b.q <= a.q and plan = 'PRO' and status = 'PAID') as pros, (select count(*) from mine b where b.q <= a.q) as "ordersEver"
from mine a where q >= '2026-01-01' and q < '2026-07-01' group by q order by q;
