-- rows of orderMetrics.rows
-- Days begin at 18:30 in UTC.
select to_char((placed_at - interval '18 hours 30 minutes') at time zone 'UTC' + interval '1 day', 'YYYY-MM-DD"T00:00:00+05:30"') as "placedAt", count(*) as "orderCount"
from trade.orders where tenant_id = $1 and placed_at >= '2026-03-28T00:00:00Z' and placed_at < '2026-04-02T00:00:00Z'
group by 1 order by 1;
