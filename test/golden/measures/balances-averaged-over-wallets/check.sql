-- rows of balanceMetrics.rows
with closing as (
  select distinct on (wallet) wallet, balance, customer_id from trade.balances where tenant_id = $1 order by wallet, day desc)
select plan as "customer.plan", avg(balance) as "perWallet", max(balance) as fullest, sum(balance) as held
from closing join trade.customers c on c.tenant_id = $1 and c.customer_id = closing.customer_id group by plan order by plan;
-- rows of balanceMetrics.totals
select avg(balance) as "perWallet", max(balance) as fullest
from (select distinct on (wallet) balance from trade.balances where tenant_id = $1 order by wallet, day desc) closing;
