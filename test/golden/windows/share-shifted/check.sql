-- rows of orderMetrics.rows
with paid as (select channel, extract(year from placed_at at time zone 'UTC') as y, sum(amount) as revenue from trade.orders where tenant_id = $1 and status = 'PAID' group by 1, 2)
select channel, count(*) as "orderCount",
  (select revenue from paid where paid.channel is not distinct from o.channel and y = 2026) / (select sum(revenue) from paid where y = 2026) as now,
  (select revenue from paid where paid.channel is not distinct from o.channel and y = 2025) / (select sum(revenue) from paid where y = 2025) as then
from trade.orders o where tenant_id = $1 and placed_at >= '2026-01-01T00:00:00Z' group by channel order by channel;
