-- rows of orderMetrics.rows
select checks.iso(date_trunc('quarter', placed_at at time zone 'UTC') at time zone 'UTC') as "placedAt",
  sum(case when channel = 'WEB' and status = 'PAID' then amount end) as web, sum(case when channel = 'APP' and status = 'PAID' then amount end) as app,
  count(case when coalesce(channel, 'STORE') = 'STORE' then 1 end) as other, count(case when plan = 'PRO' then 1 end) as pros
from trade.orders left join trade.customers using (tenant_id, customer_id) where tenant_id = $1 and placed_at >= '2026-01-01T00:00:00Z' group by 1 order by 1;
-- rows of orderMetrics.totals
select sum(amount) as web from trade.orders where tenant_id = $1 and placed_at >= '2026-01-01T00:00:00Z' and channel = 'WEB' and status = 'PAID';
