-- rows of orderMetrics.rows
with mine as (select date_trunc('month', placed_at at time zone 'UTC') as m, * from trade.orders where tenant_id = $1 and placed_at >= '2026-01-01T00:00:00Z')
select checks.iso(m at time zone 'UTC') as "placedAt", sum(amount) filter (where status = 'PAID') as revenue,
  (select sum(amount) from mine b where b.m <= a.m and status = 'PAID') as "soFar", (select count(*) from mine b where b.m <= a.m) as orders
from mine a group by m order by m;
