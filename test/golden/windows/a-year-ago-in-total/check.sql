-- rows of orderMetrics.totals
select sum(amount) filter (where y = 2026 and status = 'PAID') as revenue, sum(amount) filter (where y = 2025 and status = 'PAID') as "lastYear",
  count(*) filter (where y = 2025) as before
from (select *, extract(year from placed_at at time zone 'UTC') as y from trade.orders where tenant_id = $1) o;
-- rows of orderMetrics.rows
select channel, sum(amount) filter (where y = 2026 and status = 'PAID') as revenue, sum(amount) filter (where y = 2025 and status = 'PAID') as "lastYear"
from (select *, extract(year from placed_at at time zone 'UTC') as y from trade.orders where tenant_id = $1) o
group by channel order by channel;
