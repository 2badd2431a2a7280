-- rows of orderMetrics.rows
with months as (
  select date_trunc('month', placed_at at time zone 'UTC') as start, count(*) as n from trade.orders where tenant_id = $1 group by 1)
select checks.iso(start at time zone 'UTC') as "placedAt", months.n as "orderCount", count(*) as "ordersEver",
  sum(amount) filter (where status = 'PAID') as "revenueEver", count(distinct customer_id) as "buyersEver"
from months join trade.orders on tenant_id = $1 and placed_at at time zone 'UTC' < start + interval '1 month'
group by start, months.n order by start;
