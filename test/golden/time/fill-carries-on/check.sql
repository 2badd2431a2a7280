-- rows of orderMetrics.rows
select checks.iso(m at time zone 'UTC') as "placedAt",
  count(*) filter (where at >= m) as "orderCount", count(*) as "ordersEver", count(*) filter (where at >= '2026-03-01') as "soFar"
from generate_series(timestamp '2026-03-01', timestamp '2026-07-01', interval '1 month') m
left join (select placed_at at time zone 'UTC' as at from trade.orders where tenant_id = $1) o on at < m + interval '1 month'
group by m order by m;
