-- rows of orderMetrics.rows
select due_on - (extract(dow from due_on)::int + 1) % 7 as "dueOn", count(*) as "orderCount"
from trade.orders where tenant_id = $1 group by 1 order by 1;
