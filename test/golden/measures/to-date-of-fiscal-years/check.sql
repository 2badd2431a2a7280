-- rows of orderMetrics.rows
-- Fiscal quarters are calendar quarters where the year begins in April; a fiscal year is the calendar year of three months ago.
with quarters as (select date_trunc('quarter', shop_time) as start, count(*) as n from trade.orders where tenant_id = $1 group by 1)
select checks.iso(start at time zone 'Europe/Paris', 'Europe/Paris') as "placedAt", n as "orderCount",
  (select sum(amount) from trade.orders where tenant_id = $1 and status = 'PAID' and shop_time < start + interval '3 months'
    and date_part('year', shop_time - interval '3 months') = date_part('year', start - interval '3 months')) as "revenueThisYear"
from quarters order by start;
