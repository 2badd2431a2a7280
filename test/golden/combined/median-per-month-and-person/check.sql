-- rows of orderMetrics.rows
with sorted as (
  select name, extract(year from placed_at at time zone 'UTC') as y, array_agg(amount order by amount) as a, count(*) as n, 0.9 * (count(*) - 1) as at
  from trade.orders join trade.customers using (tenant_id, customer_id) where tenant_id = $1 and plan <> 'TEAM' group by 1, 2)
select name as "customer.name", y || '-01-01T00:00:00Z' as "placedAt", (a[(n + 1) / 2] + a[(n + 2) / 2]) / 2 as "medianAmount",
  a[floor(at)::int + 1] + (at - floor(at)) * (a[ceil(at)::int + 1] - a[floor(at)::int + 1]) as "highAmount"
from sorted order by name, y;
-- rows of orderMetrics.totals
select (select avg(amount) from (select amount, row_number() over (order by amount) as p, count(*) over () as n from trade.orders join trade.customers using (tenant_id, customer_id) where tenant_id = $1 and plan <> 'TEAM') s
    where p in ((n + 1) / 2, (n + 2) / 2)) as "medianAmount",
  count(distinct customer_id) as buyers from trade.orders join trade.customers using (tenant_id, customer_id) where tenant_id = $1 and plan <> 'TEAM';
