-- rows of balanceMetrics.rows
with last as (
  select distinct on (wallet, to_char(day, 'YYYY-MM')) to_char(day, 'YYYY-MM-01') as month, balance
  from trade.balances where tenant_id = $1 order by wallet, to_char(day, 'YYYY-MM'), day desc)
select month as day, sum(balance) as held,
  (select count(*) from trade.balances where tenant_id = $1 and to_char(day, 'YYYY-MM-01') = month) as entries
from last group by month order by month;
-- rows of balanceMetrics.totals
-- Each wallet's very last, however long ago.
select sum(balance) as held, (select count(*) from trade.balances where tenant_id = $1) as entries
from trade.balances b where tenant_id = $1
  and not exists (select from trade.balances l where l.tenant_id = $1 and l.wallet = b.wallet and l.day > b.day);
