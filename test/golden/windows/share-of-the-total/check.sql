-- rows of orderMetrics.rows
with mine as (select * from trade.orders where tenant_id = $1)
select channel, sum(amount) filter (where status = 'PAID') as revenue,
  sum(amount) filter (where status = 'PAID') / (select sum(amount) from mine where status = 'PAID') as share,
  count(*)::numeric / (select count(*) from mine) as "orderCountShare"
from mine group by channel having count(*) > 5 order by channel;
