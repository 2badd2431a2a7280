-- rows of orderMetrics.rows
with mine as (
  select *, date_trunc('quarter', placed_at at time zone 'UTC') as q from trade.orders
  where tenant_id = $1 and placed_at >= '2025-10-01T00:00:00Z' and placed_at < '2026-07-01T00:00:00Z')
select c.channel, checks.iso(quarters.q at time zone 'UTC') as "placedAt", count(order_id) as "orderCount", sum(amount) filter (where status = 'PAID') as revenue
from (select distinct channel from mine) c
cross join (values (timestamp '2025-10-01'), ('2026-01-01'), ('2026-04-01')) quarters (q)
left join mine on mine.channel is not distinct from c.channel and mine.q = quarters.q
group by c.channel, quarters.q order by c.channel, quarters.q;
