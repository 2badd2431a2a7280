-- rows of orderMetrics.rows
with months as (
  select m, sum(amount) filter (where status = 'PAID') as revenue
  from generate_series(timestamp '2026-03-01', timestamp '2026-07-01', interval '1 month') m
  left join trade.orders on tenant_id = $1 and date_trunc('month', placed_at at time zone 'UTC') = m group by m)
select checks.iso(m at time zone 'UTC') as "placedAt", revenue / (select sum(revenue) from months) as part,
  1 + (select count(*) from months b where coalesce(b.revenue, -1) > coalesce(a.revenue, -1)) as place
from months a order by m;
