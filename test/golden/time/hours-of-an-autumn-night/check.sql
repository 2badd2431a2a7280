-- rows of orderMetrics.rows
select label as "placedAt", count(*) as "orderCount"
from trade.orders
join (values ('2026-10-25T00:00:00Z'::timestamptz, '2026-10-25T02:00:00+02:00'), ('2026-10-25T01:00:00Z', '2026-10-25T02:00:00+01:00'),
  ('2026-10-25T22:00:00Z', '2026-10-25T23:00:00+01:00')) hours (start, label)
  on placed_at >= start and placed_at < start + interval '1 hour'
where tenant_id = $1 group by start, label order by start;
