-- rows of orderMetrics.rows
with months as (
  select date_trunc('month', placed_at at time zone 'UTC') + interval '1 month' as finish, count(*) as n
  from trade.orders where tenant_id = $1 group by 1)
select checks.iso((finish - interval '1 month') at time zone 'UTC') as "placedAt", n as "orderCount",
  (select sum(amount) from trade.orders where tenant_id = $1 and status = 'PAID'
    and placed_at at time zone 'UTC' >= finish - interval '30 days' and placed_at at time zone 'UTC' < finish) as "revenue30Days",
  (select count(*) from trade.orders where tenant_id = $1
    and placed_at at time zone 'UTC' >= finish - interval '2 months' and placed_at at time zone 'UTC' < finish) as "orders2Months"
from months order by finish;
