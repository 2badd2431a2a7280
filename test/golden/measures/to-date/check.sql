-- rows of orderMetrics.rows
with months as (
  select date_trunc('month', placed_at at time zone 'UTC') as start, count(*) as n from trade.orders where tenant_id = $1 group by 1)
select checks.iso(start at time zone 'UTC') as "placedAt", n as "orderCount",
  (select sum(amount) from trade.orders where tenant_id = $1 and status = 'PAID'
    and extract(year from placed_at at time zone 'UTC') = extract(year from start) and placed_at at time zone 'UTC' < start + interval '1 month') as "revenueThisYear",
  (select count(*) from trade.orders where tenant_id = $1
    and placed_at at time zone 'UTC' >= date_trunc('quarter', start) and placed_at at time zone 'UTC' < start + interval '1 month') as "ordersThisQuarter"
from months order by start;
