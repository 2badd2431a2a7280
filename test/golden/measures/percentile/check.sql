-- rows of orderMetrics.rows
with sorted as (
  select status, array_agg(amount order by amount) as a, 0.9 * (count(*) - 1) as at from trade.orders where tenant_id = $1 group by status)
select status, a[floor(at)::int + 1] + (at - floor(at)) * (a[ceil(at)::int + 1] - a[floor(at)::int + 1]) as "highAmount"
from sorted order by status;
-- rows of orderMetrics.totals
with sorted as (select array_agg(amount order by amount) as a, 0.9 * (count(*) - 1) as at from trade.orders where tenant_id = $1)
select a[floor(at)::int + 1] + (at - floor(at)) * (a[ceil(at)::int + 1] - a[floor(at)::int + 1]) as "highAmount" from sorted;
