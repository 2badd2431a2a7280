-- rows of orderMetrics.rows
-- They begin in February, May, August and November.
select (date_trunc('quarter', due_on - interval '1 month') + interval '1 month')::date as "dueOn", count(*) as "orderCount"
from trade.orders where tenant_id = $1 group by 1 order by 1;
