-- rows of orderMetrics.rows
with days as (select distinct (placed_at at time zone 'UTC')::date as d from trade.orders where tenant_id = $1 and placed_at >= '2026-02-01T00:00:00Z' and placed_at < '2026-03-30T00:00:00Z')
select d || 'T00:00:00Z' as "placedAt",
  (select count(*) from trade.orders where tenant_id = $1 and (placed_at at time zone 'UTC')::date between '2026-02-01' and d) as "soFar",
  (select count(*) from trade.orders where tenant_id = $1 and (placed_at at time zone 'UTC')::date <= d) as "ordersEver",
  (select count(*) from trade.orders where tenant_id = $1 and (placed_at at time zone 'UTC')::date between '2026-01-01' and d) as "ordersThisQuarter"
from days order by d;
