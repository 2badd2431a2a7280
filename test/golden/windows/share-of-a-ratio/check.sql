-- rows of orderMetrics.rows
with whole as (select sum(amount) filter (where status = 'PAID') / count(*) as ratio from trade.orders where tenant_id = $1)
select channel, sum(amount) filter (where status = 'PAID') / count(*) as "averageOrder",
  (sum(amount) filter (where status = 'PAID') / count(*)) / (select ratio from whole) as part
from trade.orders where tenant_id = $1 group by channel order by channel;
