-- rows of balanceMetrics.rows
with b as (select wallet, day, balance from trade.balances where tenant_id = $1 and day between '2026-01-12' and '2026-03-08')
select w::date as day, (select sum(balance) from (select distinct on (wallet) balance from b where day >= w and day < w + interval '7 days' order by wallet, day desc) l) as held,
  (select count(*) from b where day >= w and day < w + interval '7 days') as entries, (select count(*) from b where day < w + interval '7 days') as "soFar"
from generate_series(date '2026-01-12', date '2026-03-02', interval '7 days') w order by w;
