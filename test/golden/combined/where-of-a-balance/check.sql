-- rows of balanceMetrics.totals
select (select sum(balance) from (select distinct on (wallet) balance from trade.balances where tenant_id = $1 order by wallet, day desc) a) as held,
  (select sum(balance) from (select distinct on (wallet) balance from trade.balances where tenant_id = $1 and day < '2026-02-01' order by wallet, day desc) b) as january,
  (select sum(balance) from (select distinct on (wallet) balance from trade.balances where tenant_id = $1 and balance < 8 order by wallet, day desc) c) as small;
