-- rows of balanceMetrics.rows
with wallets as (
  select wallet, customer_id, (array_agg(balance order by day desc))[1] as last, (array_agg(balance order by day))[1] as first, count(*) as n
  from trade.balances where tenant_id = $1 group by wallet, customer_id)
select extract(year from created_at at time zone 'UTC') || '-01-01T00:00:00Z' as "customer.createdAt", sum(last) as held, sum(first) as opening, sum(n) as entries
from wallets join trade.customers c on c.tenant_id = $1 and c.customer_id = wallets.customer_id group by 1 order by 1;
