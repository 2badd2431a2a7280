-- rows of balanceMetrics.rows
select distinct on (wallet) wallet, balance as held, case when plan = 'PRO' then balance end as "heldByPros"
from trade.balances join trade.customers using (tenant_id, customer_id)
where tenant_id = $1 and day < '2026-02-28' order by wallet, day desc;
-- rows of balanceMetrics.totals
select sum(held) as held, sum(held) filter (where plan = 'PRO') as "heldByPros"
from (select distinct on (wallet) balance as held, plan from trade.balances join trade.customers using (tenant_id, customer_id)
  where tenant_id = $1 and day < '2026-02-28' order by wallet, day desc) b;
