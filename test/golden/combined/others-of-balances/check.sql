-- rows of balanceMetrics.rows
with wallets as (
  select wallet, (array_agg(balance order by day desc))[1] as last, avg(balance) as mean, count(*) as n from trade.balances where tenant_id = $1 group by wallet),
told as (select *, last = (select max(last) from wallets) as first from wallets)
select not first as _others, case when first then wallet end as wallet, sum(last) as held, sum(mean) as "meanHeld", sum(n) as entries
from told group by first, case when first then wallet end order by not first;
