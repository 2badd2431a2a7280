-- rows of orderMetrics.rows
with mine as (select date_trunc('quarter', placed_at at time zone 'UTC') as q, channel from trade.orders where tenant_id = $1 and placed_at < '2026-04-01T00:00:00Z'),
counted as (select channel, q, count(*) as n from mine group by channel, q)
select channel, checks.iso(q at time zone 'UTC') as "placedAt", n as "orderCount",
  (select sum(n) from counted b where b.channel is not distinct from a.channel and b.q <= a.q) as "soFar"
from counted a order by channel, q;
