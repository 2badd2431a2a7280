-- rows of orderMetrics.rows
select channel, sum(case when status = 'PAID' then amount end) / count(*) as "averageOrder",
  count(case when status = 'PAID' then 1 end)::numeric / count(*) as "paidShare"
from trade.orders where tenant_id = $1 group by channel order by channel;
-- rows of orderMetrics.totals
select sum(case when status = 'PAID' then amount end) / count(*) as "averageOrder",
  count(case when status = 'PAID' then 1 end)::numeric / count(*) as "paidShare"
from trade.orders where tenant_id = $1;
