-- rows of orderMetrics.rows
select channel, avg(amount) as "medianAmount"
from (select channel, amount, row_number() over (partition by channel order by amount) as place, count(*) over (partition by channel) as n
  from trade.orders where tenant_id = $1) o
where place in ((n + 1) / 2, (n + 2) / 2) group by channel order by channel;
-- rows of orderMetrics.totals
with ranked as (
  select amount, status, row_number() over (order by amount) as place, count(*) over () as n,
    row_number() over (partition by status order by amount) as paid_place, count(*) over (partition by status) as paid_n
  from trade.orders where tenant_id = $1)
select avg(amount) filter (where place in ((n + 1) / 2, (n + 2) / 2)) as "medianAmount",
  avg(amount) filter (where status = 'PAID' and paid_place in ((paid_n + 1) / 2, (paid_n + 2) / 2)) as "medianPaid"
from ranked;
