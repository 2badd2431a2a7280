-- rows of balanceMetrics.rows
with closing as (
  select distinct on (wallet, date_trunc('month', day)) date_trunc('month', day)::date as m, balance
  from trade.balances where tenant_id = $1 order by wallet, date_trunc('month', day), day desc)
select m as day, sum(balance) as held, (select sum(balance) from closing b where b.m = (a.m - interval '1 month')::date) as "monthBefore"
from closing a where m >= '2026-02-01' group by m order by m;
