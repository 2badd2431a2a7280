-- rows of metrics.rows
select checks.iso(m at time zone 'UTC') as time,
  (select count(*) from trade.orders where tenant_id = $1 and placed_at at time zone 'UTC' < m + interval '1 month') as "orderMetrics.ordersEver",
  (select sum(amount) from trade.orders where tenant_id = $1 and status = 'PAID' and placed_at at time zone 'UTC' >= '2026-01-01' and placed_at at time zone 'UTC' < m + interval '1 month') as "orderMetrics.revenueThisYear",
  (select sum(balance) from (select distinct on (wallet) balance from trade.balances where tenant_id = $1 and date_trunc('month', day::timestamp) = m order by wallet, day desc) b) as "balanceMetrics.held",
  (select count(distinct v.customer_id) from trade.visits v join trade.orders o on o.tenant_id = v.tenant_id and o.customer_id = v.customer_id and o.status = 'PAID'
    and o.placed_at between v.seen_at and v.seen_at + interval '7 days' where v.tenant_id = $1 and date_trunc('month', v.seen_at at time zone 'UTC') = m) as "visitMetrics.converted"
from (values (timestamp '2026-01-01'), ('2026-02-01'), ('2026-03-01')) months (m) order by m;
