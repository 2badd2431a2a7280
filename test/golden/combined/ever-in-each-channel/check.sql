-- rows of orderMetrics.rows
select c as channel, checks.iso(q at time zone 'UTC') as "placedAt",
  (select count(*) from trade.orders where tenant_id = $1 and channel = c and placed_at at time zone 'UTC' >= q and placed_at at time zone 'UTC' < q + interval '3 months') as "orderCount",
  (select count(*) from trade.orders where tenant_id = $1 and channel = c and placed_at at time zone 'UTC' < q + interval '3 months') as "ordersEver",
  (select sum(amount) from trade.orders where tenant_id = $1 and channel = c and status = 'PAID' and placed_at at time zone 'UTC' >= '2026-01-01' and placed_at at time zone 'UTC' < q + interval '3 months') as "revenueThisYear"
from (values ('APP'), ('WEB')) channels (c) cross join (values (timestamp '2026-01-01'), ('2026-04-01')) quarters (q) order by c, q;
