-- rows of orderMetrics.rows
select channel is distinct from 'STORE' as _others, case channel when 'STORE' then channel end as channel, count(*) as "orderCount"
from trade.orders where tenant_id = $1 and channel is distinct from 'APP' group by 1, 2 order by 1;
