-- rows of orderMetrics.rows
select checks.iso(h, 'Europe/Paris') as "placedAt", count(order_id) as "orderCount"
from generate_series(timestamptz '2026-03-28T23:00:00Z', timestamptz '2026-03-29T21:00:00Z', interval '1 hour') h
left join trade.orders on tenant_id = $1 and placed_at >= h and placed_at < h + interval '1 hour'
group by h order by h;
