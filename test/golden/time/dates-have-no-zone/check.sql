-- rows of orderMetrics.rows
select to_char(due_on, 'YYYY-MM-01') as "dueOn", count(*) as "orderCount"
from trade.orders where tenant_id = $1 group by 1 order by 1;
