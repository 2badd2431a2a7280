-- rows of balanceMetrics.rows
-- All days lie in the first quarter of 2026.
select date '2026-01-01' as day, sum(opening) as opening, sum(mean) as "meanHeld", sum(closing) as held
from (select wallet, avg(balance) as mean, (array_agg(balance order by day))[1] as opening, (array_agg(balance order by day desc))[1] as closing
  from trade.balances where tenant_id = $1 group by wallet) w;
