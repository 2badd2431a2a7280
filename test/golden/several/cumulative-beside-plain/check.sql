-- rows of metrics.rows
-- February has visits, balances and orders; April an order alone, and May nothing.
with o as (select date_trunc('month', placed_at at time zone 'UTC') as m from trade.orders where tenant_id = $1),
v as (select date_trunc('month', seen_at at time zone 'UTC') as m from trade.visits where tenant_id = $1),
b as (select distinct on (wallet, date_trunc('month', day::timestamp)) date_trunc('month', day::timestamp) as m, balance from trade.balances where tenant_id = $1 order by wallet, date_trunc('month', day::timestamp), day desc)
select checks.iso(m at time zone 'UTC') as time, (select count(*) from o where o.m <= months.m) as "orderMetrics.ordersEver", (select count(*) from o where o.m = months.m) as "orderMetrics.orderCount",
  (select sum(balance) from b where b.m = months.m) as "balanceMetrics.held", (select count(*) from v where v.m = months.m) as "visitMetrics.visitCount"
from (select m from o union select m from v union select m from b) months where m >= '2026-01-01' and m < '2026-05-01' order by m;
